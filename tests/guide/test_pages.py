"""The guide is read by everyone of the network, and written in its own words by those who set its method."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from arpent.falc import Level
from arpent.guide.actions import write_page
from arpent.guide.models import Wording
from arpent.guide.pages_shown import all_pages, around, page_of_step
from arpent.guide.proofreading import page_document
from arpent.guide.shipped import explained, pages
from arpent.proofreading.subjects import proof_of
from arpent.ui.proofread import LONGEST, look
from tests.cast import Cast
from tests.world import World

pytestmark = pytest.mark.django_db
SLUG = "cadrer"
OURS = {"title": "Bien démarrer", "lead": "On se met d’accord.", "body": "## D’abord\n\nOn écrit **tout**."}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *more: Any) -> str:
    return reverse(f"guide:{name}", args=[SLUG, *more])


@pytest.fixture
def chloe(cast: Cast) -> Client:
    return signed_in(cast.chloe)


class TestReading:
    def test_every_page_is_read_from_the_contents(self, cast: Cast):
        bob = signed_in(cast.bob)
        contents = bob.get(reverse("guide:contents")).text
        for slug, page in pages().items():
            assert page.title in contents
            assert bob.get(reverse("guide:page", args=[slug])).status_code == 200

    def test_pages_follow_one_another(self, chloe: Client):
        order = list(pages())
        page = chloe.get(at("page")).text
        here = order.index(SLUG)
        for slug, rel in ((order[here - 1], "prev"), (order[here + 1], "next")):
            assert f'href="/guide/{slug}/" rel="{rel}"' in page
        assert 'rel="prev"' not in chloe.get(reverse("guide:page", args=[order[0]])).text
        assert 'rel="next"' not in chloe.get(reverse("guide:page", args=[order[-1]])).text

    def test_a_page_that_does_not_exist_is_not_found(self, chloe: Client):
        for name in ("page", "edit", "history"):
            assert chloe.get(reverse(f"guide:{name}", args=["rien"])).status_code == 404
        assert chloe.post(reverse("guide:give_back", args=["rien"])).status_code == 404

    def test_words_are_explained_in_the_page(self, chloe: Client):
        page = chloe.get(reverse("guide:page", args=["dire-les-effets"])).text
        assert 'popovertarget="mot-effet"' in page
        assert 'id="mot-effet" popover' in page


class TestSearching:
    def found(self, client: Client, words: str) -> str:
        page = client.get(reverse("guide:contents"), {"q": words}).text
        return page[page.index('id="trouve"') : page.index("</ul>", page.index('id="trouve"'))]

    def test_words_are_found_without_their_accents(self, chloe: Client):
        assert "<mark>Référentiel</mark>".lower() in self.found(chloe, "referentiel").lower()

    def test_a_title_comes_before_a_text(self, chloe: Client):
        page = self.found(chloe, "questionnaires")
        assert page.index("Préparer les questionnaires</a>") < page.index("Qui fait quoi</a>")

    def test_all_the_words_are_asked_for(self, chloe: Client):
        page = chloe.get(reverse("guide:contents"), {"q": "effet xylophone"}).text
        assert "Aucune page ne dit" in page
        assert "Essayez un autre mot" in page

    def test_the_words_of_the_network_are_searched(self, chloe: Client, cast: Cast):
        write_page(slug=SLUG, by=cast.chloe, **(OURS | {"body": "Le zèbre."}))
        assert "Bien démarrer" in self.found(chloe, "zebre")

    @pytest.mark.parametrize("words", ["<script>", "%", "'", "é" * 500, "\u202e", "İ", "ﬁn", "."])
    def test_any_words_may_be_asked(self, chloe: Client, words: str):
        page = chloe.get(reverse("guide:contents"), {"q": words})
        assert page.status_code == 200
        assert "<script>" not in page.text.split("<main")[1]


class TestBesideAStep:
    def test_a_step_shows_what_the_guide_says_of_it(self, world: World):
        alice = signed_in(world.cast.alice)
        page = alice.get(reverse("studies:step", args=[world.study.pk, 1])).text
        assert pages()[SLUG].lead in page
        assert f'href="{at("page")}"' in page

    def test_it_says_it_in_the_words_of_the_network(self, world: World):
        write_page(slug=SLUG, by=world.cast.chloe, **OURS)
        page = signed_in(world.cast.alice).get(reverse("studies:step", args=[world.study.pk, 1])).text
        assert OURS["lead"] in page

    def test_a_step_that_was_renamed_is_found_by_its_number(self):
        found = page_of_step(number=2, title="Réunir", steps=7)
        assert found
        assert found.slug == "rassembler"

    def test_a_step_that_moved_is_found_by_its_title(self):
        found = page_of_step(number=2, title="Recueillir les réponses", steps=4)
        assert found
        assert found.slug == "recueillir"

    def test_a_step_of_another_method_has_no_page(self, world: World):
        world.study.steps.exclude(number=1).delete()
        world.study.steps.update(title="Fêter")
        page = signed_in(world.cast.alice).get(reverse("studies:step", args=[world.study.pk, 1])).text
        assert page_of_step(number=1, title="Fêter", steps=1) is None
        assert 'href="/guide/"' in page.split("<main")[1]


class TestWriting:
    def test_the_network_reads_its_own_words(self, chloe: Client, cast: Cast):
        chloe.post(at("edit"), OURS)
        page = signed_in(cast.bob).get(at("page")).text
        assert "<h1>Bien démarrer</h1>" in page
        assert "<strong>tout</strong>" in page
        assert "Chloé Marchand" in page

    def test_a_preview_keeps_nothing(self, chloe: Client):
        page = chloe.post(at("edit"), OURS | {"preview": "1"}).text
        assert "<strong>tout</strong>" in page
        assert "Rien n’est encore enregistré." in page
        assert not Wording.objects.exists()

    def test_the_checker_stands_beside_the_text_and_does_not_mind_its_marks(self, chloe: Client):
        page = chloe.post(at("edit"), OURS | {"body": "## Les jours\n\nVous avez **quinze jours**.", "proofread": "body"}).text  # fmt: skip
        assert ">C02<" in page
        assert ">C08<" not in page
        assert not Wording.objects.exists()

    def test_it_does_so_while_the_text_is_typed(self, chloe: Client):
        text = "## Les jours\n\n- Vous avez **quinze** jours."
        marks, none = (
            chloe.post("/facile-a-lire/verifier/", {"text": text, "name": "body"} | more).text
            for more in ({}, {"markdown": ""})
        )
        assert ">C08<" in marks
        assert ">C08<" not in none
        start = text.index("quinze")
        assert f'data-from="{start}" data-to="{start + 6}"' in none

    def test_words_cut_by_a_mark_are_not_replaced_for_the_writer(self):
        remarks = look("Écrivez-nous avant le 12/**03**/2026.", markdown=True).remarks
        assert [remark.offer for remark in remarks if remark.rule == "C05"] == [None]

    @pytest.mark.parametrize(
        "wrong",
        [{"title": ""}, {"body": " "}, {"lead": ""}, {"body": "a" * (LONGEST + 1)}, {"lead": "a" * 601}],
    )
    def test_what_is_missing_or_too_long_is_said(self, chloe: Client, wrong: dict[str, str]):
        page = chloe.post(at("edit"), OURS | wrong).text
        assert "error-summary" in page
        assert not Wording.objects.exists()

    def test_hostile_words_are_shown_as_words(self, chloe: Client):
        chloe.post(at("edit"), dict.fromkeys(OURS, "<script>alert(1)</script>"))
        for name in ("page", "history", "edit"):
            assert "<script>alert" not in chloe.get(at(name)).text
        assert "<script>alert" not in chloe.get(reverse("guide:contents"), {"q": "alert"}).text

    def test_every_version_is_kept_and_may_be_taken_up(self, chloe: Client):
        chloe.post(at("edit"), OURS)
        chloe.post(at("edit"), OURS | {"title": "Tout de suite"})
        first = Wording.objects.get(title="Bien démarrer")
        chloe.post(at("take_up", first.pk))
        assert "<h1>Bien démarrer</h1>" in chloe.get(at("page")).text
        assert chloe.get(at("history")).text.count("Lire cette version") == 3

    def test_the_shipped_text_comes_back_and_nothing_is_lost(self, chloe: Client):
        chloe.post(at("edit"), OURS)
        for _ in range(2):
            chloe.post(at("give_back"))
        assert f"<h1>{pages()[SLUG].title}</h1>" in chloe.get(at("page")).text
        history = chloe.get(at("history")).text
        assert history.count("Retour au texte d’Arpent") == 1
        assert "Bien démarrer" in history

    def test_a_version_of_another_page_is_not_taken_up(self, chloe: Client, cast: Cast):
        other = write_page(slug="rassembler", by=cast.chloe, **OURS)
        assert chloe.post(at("take_up", other.pk)).status_code == 404

    def test_the_database_keeps_words_or_a_return_never_both(self):
        for wrong in ({"shipped": True, **OURS}, {"title": "Sans texte"}, {}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Wording.objects.create(slug=SLUG, **wrong)


class TestByRule:
    """What a page of the guide is, rule by rule, and what people say of it."""

    def test_every_page_that_comes_with_arpent_fails_no_rule_of_error(self, chloe: Client):
        for slug in pages():
            _before, here, _after = around(all_pages(), slug)
            serious = [
                one
                for text in proof_of(page_document(here)).texts
                for one in text.look.findings.at(Level.ERROR)
            ]
            assert serious == [], slug

    def test_what_the_network_writes_is_judged_part_by_part(self, cast: Cast, chloe: Client):
        write_page(
            slug=SLUG,
            by=cast.chloe,
            **OURS | {"body": "## Avant\n\nLe **formulaire** a été transmis le 12/03/26."},
        )
        shown = chloe.get(at("text")).text
        assert "Avant" in shown
        assert "12/03/26" in shown
        assert 'id="regle-C05"' in shown

    def test_a_word_that_the_guide_explains_is_not_called_hard(self):
        text = "Voici un indicateur."
        assert {one.rule for one in look(text).remarks} == {"M02", "M04"}
        assert look(text, explained=explained()).remarks == ()

    def test_the_checker_beside_the_editor_knows_the_words_of_the_guide(self, chloe: Client):
        page = chloe.get(at("edit")).text
        known = re.search(r'data-markdown data-explained="([^"]+)"', page).group(1)
        sent = {"text": "Voici un indicateur.", "name": "body", "markdown": ""}
        check = reverse("proofreading:check")
        bare, told = (chloe.post(check, sent | more).text for more in ({}, {"explained": unescape(known)}))
        assert bare.count("data-start") > told.count("data-start")

    def test_who_sets_the_method_answers_and_others_read(self, cast: Cast, chloe: Client):
        bob = signed_in(cast.bob)
        answer = {"verdict": "conforms"}
        assert bob.post(at("judge_rule", "R04"), answer).status_code == 404
        assert "Consigner une relecture" not in bob.get(at("text")).text
        assert chloe.post(at("judge_rule", "R04"), answer)["Location"].endswith("#regle-R04")
        assert "Annuler cette réponse" in chloe.get(at("text")).text
        assert str(cast.chloe) in bob.get(at("text_history")).text

    def test_the_mark_goes_when_the_page_changes(self, cast: Cast, chloe: Client):
        shown = chloe.get(at("record")).text
        told = {"people": "4", "place": "La Clairière", "held_on": "2026-01-12", "said": "C’est clair.",
                "understood": "yes", "fingerprint": re.search(r'name="fingerprint" value="(\w+)"', shown).group(1)}  # fmt: skip
        chloe.post(at("record"), told)
        assert "ne peut pas être montrée" not in chloe.get(at("text")).text
        write_page(slug=SLUG, by=cast.chloe, **OURS)
        assert "ne peut pas être montrée" in chloe.get(at("text")).text
