"""Before the first question, in easy mode: two screens to try, and a short ladder that finds how many faces to show.

Practice is taught and not counted. The ladder keeps one number, 5, 3 or 2, and nothing of how it was found.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from arpent.collection.doors import Elsewhere, address, ongoing, page_of, respondent, see
from arpent.collection.models import Response
from arpent.collection.practice import FIRST_RUNG, PRACTICES, RUNGS, Task, before_questions
from arpent.collection.words import words_in


@respondent
def practice(request: HttpRequest, token: str, response_id: UUID, number: int) -> HttpResponse:
    """A screen with a known answer: right leads on, wrong says to look again."""
    response = ongoing(token, response_id)
    if not 1 <= number <= len(PRACTICES):
        raise Elsewhere(address(response, "go_on"))
    task = PRACTICES[number - 1]
    on = address(response, "practice", str(number + 1)) if number < len(PRACTICES) else _to_ladder(response)
    if request.method == "POST" and request.POST.get("go") == "skip":
        return see(_to_ladder(response))
    if request.method == "POST" and request.POST.get("answer") == task.right:
        return task_page(request, response, task, "practice", right=True, on=on)
    return task_page(request, response, task, "practice", again=request.method == "POST", on=on)


@respondent
def ladder(request: HttpRequest, token: str, response_id: UUID, rung: str) -> HttpResponse:
    """One thing to find among five, then three: the first set in which all is found is the one to show."""
    response = ongoing(token, response_id)
    if rung not in RUNGS:
        raise Elsewhere(address(response, "go_on"))
    task = RUNGS[rung]
    if request.method != "POST":
        return task_page(request, response, task, "ladder")
    if request.POST.get("go") == "skip":
        return see(address(response, "go_on"))
    found = task.after_right if request.POST.get("answer") == task.right else task.after_wrong
    if found in RUNGS:
        return see(address(response, "ladder", found))
    response.masters(int(found))
    return see(address(response, "go_on"))


def _to_ladder(response: Response) -> str:
    asked = before_questions(response)
    return address(response, "ladder", FIRST_RUNG) if "ladder" in asked else address(response, "go_on")


def task_page(
    request: HttpRequest,
    response: Response,
    task: Task,
    kind: str,
    *,
    right: bool = False,
    again: bool = False,
    on: str = "",
    **told: Any,
) -> HttpResponse:
    """The page of one task; `told` is what else its frame is told."""
    words = words_in(response.edition)
    return page_of(
        request,
        "runner/practice.html",
        response,
        kind=kind,
        task=task,
        asked=words[task.asked],
        cards=task.cards(words),
        right=right,
        again=again,
        on=on,
        **told,
    )
