"""The server is killed in the middle of a thousand answers: what it said it had is there, once."""

import sqlite3
import threading
import uuid
from collections import Counter
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.served import PATIENCE, Busy, Served, post, serving

PEOPLE = 1000
AT_ONCE = 8
PREPARE = """
import json
from datetime import date, timedelta
from tests.cast import gather
from tests.collection.stories import form, open_story
story = open_story(gather(), form("| survey |\\n| | type | name | label |\\n| | text | mot | Un mot ? |\\n"))
today = date.today()
story.campaign.opens_on, story.campaign.closes_on = today - timedelta(days=1), today + timedelta(days=1)
story.campaign.purge_on = today + timedelta(days=400)
story.campaign.save()
print(json.dumps(story.campaign.links.first().token))
"""


class Crowd:
    """People who answer at once, and what the server told each of them that it had kept."""

    def __init__(self, served: Served, token: str, *, kill_after: int) -> None:
        self.served, self.home, self.kill_after = served, f"/r/{token}", kill_after
        self.people = [str(uuid.uuid4()) for _ in range(PEOPLE)]
        self.waiting = list(reversed(self.people))
        self.begun: set[str] = set()
        self.answered: set[str] = set()
        self.sent: set[str] = set()
        self.killed = threading.Lock()

    def answer(self) -> None:
        """Everyone answers in turn, until all have or the server is gone."""
        threads = [threading.Thread(target=self._some) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _some(self) -> None:
        web = HTTPConnection("127.0.0.1", self.served.port, timeout=PATIENCE)
        while self.waiting:
            person = self.waiting.pop()
            try:
                self._one(web, person)
            except Busy:
                self.waiting.insert(0, person)
            except (OSError, HTTPException):
                self.waiting.append(person)
                return

    def _one(self, web: HTTPConnection, person: str) -> None:
        own = f"{self.home}/{person}"
        post(web, f"{self.home}/accord/", {"begun": person, "agree": "yes"})
        self.begun.add(person)
        post(web, f"{own}/question/mot/", {"text": f"mot de {person}", "go": "next"})
        self.answered.add(person)
        post(web, f"{own}/relire/", {"go": "next"})
        self.sent.add(person)
        if len(self.sent) >= self.kill_after and self.killed.acquire(blocking=False):
            self.served.kill()


def stored(home: Path) -> list[tuple[str, str, str]]:
    """Identifier, status and answers of each row, read without the server."""
    with closing(sqlite3.connect(home / "arpent.sqlite3")) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = base.execute("SELECT id, status, answers FROM collection_response").fetchall()
    return [(str(uuid.UUID(ident)), status, answers) for ident, status, answers in rows]


def test_every_acknowledged_answer_survives_the_killing_of_the_server(home: Path):
    with serving(home) as served:
        token = served.run(PREPARE)
        crowd = Crowd(served, token, kill_after=PEOPLE // 2)
        crowd.answer()
        assert PEOPLE // 2 <= len(crowd.sent) < PEOPLE
        there = {ident: (status, answers) for ident, status, answers in stored(home)}
        assert crowd.begun <= set(there)
        assert all(f"mot de {person}" in there[person][1] for person in crowd.answered)
        assert all(there[person][0] == "sent" for person in crowd.sent)

        served.start()
        crowd.answer()
        served.stop()
    rows = stored(home)
    assert Counter(ident for ident, _, _ in rows) == Counter(crowd.people)
    assert all(status == "sent" and f"mot de {ident}" in answers for ident, status, answers in rows)
