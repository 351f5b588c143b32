"""The texts of a study: rules by status, people's judgements and records, and each of them undone."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from arpent.falc import RULES, Item, Status
from arpent.falc.documents import read
from arpent.falc.values import Words
from arpent.instrument.canonical import to_json
from arpent.network.actions import give_role
from arpent.network.rights import Role
from arpent.proofreading.models import Judgement, Session
from arpent.proofreading.statuses import Proof, proof
from arpent.reports.models import Report
from arpent.reports.proofreading import report_document
from arpent.surveys.proofreading import easy_document
from tests.addresses import proofread, values
from tests.cast import SINCE
from tests.world import FORM, World

MARK = "facile à lire et à comprendre"
HARD = "Le formulaire a été transmis à la MDPH le 12/03/26."
TOLD = {
    "people": "4",
    "place": "La Clairière",
    "held_on": "2026-11-12",
    "said": "« C’est clair. »",
    "changed": "",
    "names": "",
    "understood": "yes",
}


def address(world: World, name: str = "text", *more: object) -> str:
    return reverse(f"home:{name}", args=[world.study.pk, "questionnaire", world.version.pk, *more])


@pytest.fixture
def alice(world: World) -> Client:
    client = Client()
    client.force_login(world.cast.alice)
    return client


def summed_up(world: World) -> Proof:
    document = easy_document(world.version)
    judgements = Judgement.objects.of(document).by_rule()
    mark = Session.objects.mark_of(document)
    return proof(document, words=Words(), judgements=judgements, mark=mark)


def status(world: World, rule: str) -> Status:
    return next(line.status for line in summed_up(world).lines if line.rule.id == rule)


class TestRules:
    def test_a_question_is_answered_in_three_ways_and_no_other(self, alice: Client, world: World):
        page = alice.get(address(world)).text
        asked = re.search(r'regles/R04/">(.*?)</form>', page, re.DOTALL)[1]
        assert re.findall(r'name="verdict" value="(\w*)"', asked) == ["conforms", "fails", "not_applicable"]

    def test_the_program_judges_its_own_rules(self, world: World):
        assert status(world, "V11") is Status.CONFORMS
        assert status(world, "C05") is Status.NOT_APPLICABLE

    def test_the_questionnaire_is_judged_as_a_whole(self, world: World):
        assert status(world, "S08") is Status.CONFORMS
        assert status(world, "S06") is Status.CONFORMS  # both ways not to answer are offered

    def test_what_is_wrong_with_a_question_is_said_beside_it(self, world: World):
        asked = Item("Où allez-vous ?", ("À la ville", "À la mer", "À la montagne", "Au lac"))
        document = replace(easy_document(world.version), questions=(asked,))
        told = proof(document, words=Words(), judgements={}, mark=None).whole
        assert ("Où allez-vous ?", "Il y a 4 réponses. Gardez 3 réponses.") in told

    def test_another_text_is_not_judged_as_a_questionnaire(self, world: World):
        document = replace(easy_document(world.version), questions=())
        lines = proof(document, words=Words(), judgements={}, mark=None).lines
        assert {line.status for line in lines if line.rule.id in ("S06", "S08")} == {Status.NOT_APPLICABLE}

    def test_every_rule_has_one_status(self, world: World):
        found = summed_up(world)
        assert sum(count for _label, count in found.tally) == len(RULES) == len(found.lines)
        assert sum(len(group.lines) for group in found.groups) == len(RULES)

    def test_what_people_judge_waits_for_them(self, world: World):
        assert status(world, "R04") is Status.NOT_TESTED

    @pytest.mark.parametrize(
        ("verdict", "becomes"),
        [
            ("conforms", Status.CONFORMS),
            ("fails", Status.FAILS),
            ("not_applicable", Status.NOT_APPLICABLE),
        ],
    )
    def test_a_question_is_ticked_and_unticked(
        self, alice: Client, world: World, verdict: str, becomes: Status
    ):
        alice.post(address(world, "judge_rule", "R04"), {"verdict": verdict})
        assert status(world, "R04") is becomes
        alice.post(address(world, "judge_rule", "R04"), {"verdict": ""})
        assert status(world, "R04") is Status.NOT_TESTED

    def test_nobody_ticks_what_the_program_has_judged(self, alice: Client, world: World):
        alice.post(address(world, "judge_rule", "S06"), {"verdict": "fails"})
        assert status(world, "S06") is Status.CONFORMS

    def test_nobody_ticks_that_people_have_read(self, alice: Client, world: World):
        alice.post(address(world, "judge_rule", "R01"), {"verdict": "conforms"})
        assert status(world, "R01") is Status.NOT_TESTED

    def test_a_waiver_says_why_and_who(self, alice: Client, world: World):
        alice.post(address(world, "judge_rule", "S06"), {"verdict": "waived", "reason": "Un bouton le dit"})
        assert status(world, "S06") is Status.WAIVED
        page = alice.get(address(world)).text
        assert "Un bouton le dit" in page
        assert "Alice Tanguy" in page

    def test_a_waiver_without_a_reason_is_refused_in_words(self, alice: Client, world: World):
        page = alice.post(
            address(world, "judge_rule", "S06"), {"verdict": "waived", "reason": " "}, follow=True
        )
        assert "Écrivez pourquoi la règle est écartée." in page.text
        assert not Judgement.objects.exists()

    def test_a_rule_that_does_not_exist_is_not_judged(self, alice: Client, world: World):
        assert alice.post(address(world, "judge_rule", "X99"), {"verdict": "fails"}).status_code == 404

    def test_the_database_wants_a_reason_for_a_waiver_and_for_it_alone(self, world: World):
        row = {"document": "d", "fingerprint": "0" * 64, "rule": "R04"}
        for wrong in ({"verdict": "waived"}, {"verdict": "fails", "reason": "?"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Judgement.objects.create(**row, **wrong)

    def test_judgements_are_about_these_words_and_may_be_taken_up_for_others(
        self, alice: Client, world: World
    ):
        alice.post(address(world, "judge_rule", "R04"), {"verdict": "conforms"})
        world_now = replace(
            world,
            version=world.questionnaire.versions.create(
                number=2,
                source_name="x.md",
                content=to_json(replace(FORM, choices={})),
                fingerprint="0" * 64,
            ),
        )
        assert status(world_now, "R04") is Status.NOT_TESTED
        assert "Reprendre les réponses d’avant" in alice.get(address(world_now)).text
        alice.post(address(world_now, "judge_again"))
        assert status(world_now, "R04") is Status.CONFORMS


class TestRecords:
    def tell(self, alice: Client, world: World, **changes: str) -> str:
        fingerprint = easy_document(world.version).fingerprint
        data = TOLD | {"fingerprint": fingerprint} | changes
        return alice.post(address(world, "record"), data, follow=True).text

    def test_people_concerned_open_the_mark(self, alice: Client, world: World):
        page = self.tell(alice, world)
        assert "easy-mark" in page
        assert "4 personnes avec un handicap intellectuel ont relu ce texte." in page
        assert status(world, "R01") is Status.CONFORMS

    def test_a_text_still_hard_is_recorded_and_opens_nothing(self, alice: Client, world: World):
        page = self.tell(alice, world, understood="no")
        assert "Il restait à changer" in page
        assert "easy-mark" not in page

    @pytest.mark.parametrize(
        "wrong",
        [
            {"people": "0"},
            {"people": "201"},
            {"people": "beaucoup"},
            {"place": ""},
            {"said": ""},
            {"held_on": "2027-01-01"},
            {"understood": ""},
            {"fingerprint": "0" * 64},
        ],
        ids=str,
    )
    def test_what_is_missing_or_impossible_is_said(self, alice: Client, world: World, wrong: dict[str, str]):
        assert "error-summary" in self.tell(alice, world, **wrong)
        assert not Session.objects.exists()

    def test_a_record_is_withdrawn_and_put_back(self, alice: Client, world: World):
        session = proofread(easy_document(world.version), world.cast.alice)
        alice.post(address(world, "withdraw_record", session.pk))
        assert "easy-mark" not in alice.get(address(world)).text
        alice.post(address(world, "restore_record", session.pk))
        assert "easy-mark" in alice.get(address(world)).text

    def test_a_record_of_another_document_is_out_of_reach(self, alice: Client, world: World):
        session = proofread(easy_document(world.version), world.cast.alice)
        Session.objects.update(document="etude-0")
        assert alice.post(address(world, "withdraw_record", session.pk)).status_code == 404

    def test_a_proofreader_records_and_runs_nothing(self, world: World):
        david = world.cast.david
        give_role(user=david, organisation=world.cast.region, role=Role.PROOFREADER, starts_on=SINCE)
        client = Client()
        client.force_login(david)
        assert "easy-mark" in self.tell(client, world)
        assert client.get(reverse("studies:edit", args=[world.study.pk])).status_code == 404

    def test_the_database_wants_people_a_place_and_words(self, world: World):
        session = proofread(easy_document(world.version), world.cast.alice)
        for wrong in ({"people": 0}, {"place": ""}, {"said": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Session.objects.filter(pk=session.pk).update(**wrong)


class TestHistory:
    """Who said what of a text, and when: nothing of it goes away."""

    def read(self, client: Client, world: World) -> str:
        return client.get(address(world, "text_history")).text

    def test_what_each_person_said_stays_written(self, alice: Client, world: World):
        alice.post(address(world, "judge_rule", "R04"), {"verdict": "conforms"})
        chloe = Client()
        chloe.force_login(world.cast.chloe)
        chloe.post(address(world, "judge_rule", "R04"), {"verdict": "fails"})
        page = self.read(alice, world)
        assert page.index("Réponse : non") < page.index("Réponse : oui")
        assert page.index("Chloé Marchand") < page.rindex("Alice Tanguy")
        assert status(world, "R04") is Status.FAILS

    def test_a_reason_and_its_withdrawal_are_both_told(self, alice: Client, world: World):
        alice.post(address(world, "judge_rule", "S06"), {"verdict": "waived", "reason": "Un bouton le dit"})
        alice.post(address(world, "judge_rule", "S06"), {"verdict": ""})
        page = self.read(alice, world)
        assert page.index("Réponse annulée") < page.index("Un bouton le dit")
        assert status(world, "S06") is Status.CONFORMS

    def test_the_same_word_twice_is_one_line(self, alice: Client, world: World):
        for _ in range(2):
            alice.post(address(world, "judge_rule", "R04"), {"verdict": "conforms"})
            alice.post(address(world, "judge_rule", "R05"), {"verdict": ""})  # nothing to take back
        assert Judgement.objects.count() == 1

    def test_a_form_may_not_say_that_an_answer_was_taken_back(self, alice: Client, world: World):
        alice.post(address(world, "judge_rule", "R04"), {"verdict": "taken_back"})
        assert not Judgement.objects.exists()

    def test_who_recorded_withdrew_and_put_back_a_proofreading_is_told(self, alice: Client, world: World):
        session = proofread(easy_document(world.version), world.cast.chloe)
        for act in ("withdraw_record", "restore_record", "restore_record"):
            alice.post(address(world, act, session.pk))
        page = self.read(alice, world)
        assert page.count("Relecture remise") == page.count("Relecture retirée") == 1
        assert "Chloé Marchand" in page[page.index("Relecture consignée") :]

    def test_words_of_another_day_are_named_so(self, alice: Client, world: World):
        session = proofread(easy_document(world.version), world.cast.alice)
        assert "Sur un texte d’avant" not in self.read(alice, world)
        Session.objects.filter(pk=session.pk).update(fingerprint="0" * 64)
        assert "Sur un texte d’avant" in self.read(alice, world)

    def test_someone_whose_account_has_gone_is_not_named(self, alice: Client, world: World):
        alice.post(address(world, "judge_rule", "R04"), {"verdict": "conforms"})
        Judgement.objects.update(by=None, rule="X99")
        page = self.read(alice, world)
        assert "Une personne qui n’a plus de compte" in page
        assert "X99" in page


class TestTexts:
    def test_every_kind_of_text_has_its_page(self, alice: Client, world: World):
        world.campaign.easy_purpose = HARD
        world.campaign.save()
        page = alice.get(reverse("home:texts", args=[world.study.pk])).text
        for kind in ("questionnaire", "collecte", "etude"):
            assert f"/facile-a-lire/{kind}/" in page
        shown = alice.get(reverse("home:text", args=[world.study.pk, "collecte", world.campaign.pk])).text
        assert '<mark class="proof__mark proof__mark--error">12/03/26</mark>' in shown

    def test_who_proofreads_and_follows_no_collection_opens_them_all(self, world: World, files: Path):
        values(world)
        Report.objects.update(body="<p>7 familles sur 10 vont mieux.</p>")
        world.campaign.easy_purpose = HARD
        world.campaign.save()
        david = world.cast.david
        give_role(user=david, organisation=world.cast.region, role=Role.PROOFREADER, starts_on=SINCE)
        client = Client()
        client.force_login(david)
        page = client.get(reverse("home:texts", args=[world.study.pk])).text
        addresses = set(re.findall(r'href="(/etudes/\d+/facile-a-lire/(\w+)/\d+/)"', page))
        assert {kind for _address, kind in addresses} >= {"questionnaire", "collecte", "etude", "rapport"}
        assert {client.get(address).status_code for address, _kind in addresses} == {200}

    def test_a_report_that_is_not_public_waits_for_those_who_see_results(self, world: World, files: Path):
        report = Report.objects.get(pk=values(world)["report_id"])
        Report.objects.update(published_at=None)
        david = world.cast.david
        give_role(user=david, organisation=world.cast.region, role=Role.PROOFREADER, starts_on=SINCE)
        client = Client()
        client.force_login(david)
        address = reverse("home:text", args=[world.study.pk, "rapport", report.pk])
        assert client.get(address).status_code == 404

    def test_a_kind_that_does_not_exist_is_not_found(self, alice: Client, world: World):
        assert alice.get(f"/etudes/{world.study.pk}/facile-a-lire/lettre/1/").status_code == 404

    def test_a_text_of_another_study_is_not_found(self, alice: Client, world: World):
        assert alice.get(address(replace(world, study=type(world.study)(pk=0)))).status_code == 404

    def test_hostile_words_are_shown_as_words(self, alice: Client, world: World):
        world.campaign.easy_purpose = "<script>alert(1)</script> ; etc."
        world.campaign.save()
        page = alice.get(reverse("home:text", args=[world.study.pk, "collecte", world.campaign.pk])).text
        assert "<script>alert" not in page

    def test_pages_of_many_texts_ask_the_database_little(
        self, alice: Client, world: World, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(25):
            alice.get(address(world))


class TestTheMark:
    """Shown where people read, and only while a record holds for exactly these words."""

    def poster(self, alice: Client, world: World) -> str:
        return read(
            alice.get(
                reverse("collection:poster", args=[world.study.pk, world.campaign.pk, world.link.pk, "a4"])
            ).content,
            "affiche.pdf",
        ).text

    def welcome(self, world: World, edition: str) -> str:
        return Client().get(reverse("runner:welcome", args=[world.link.token]), {"edition": edition}).text

    def test_a_poster_shows_it_once_people_have_read(self, alice: Client, world: World):
        assert MARK not in self.poster(alice, world)
        proofread(easy_document(world.version), world.cast.alice)
        assert "La Clairière, 12 novembre 2026" in self.poster(alice, world)

    def test_a_poster_for_other_words_does_not(self, alice: Client, world: World):
        proofread(easy_document(world.version), world.cast.alice)
        Session.objects.update(fingerprint="0" * 64)
        assert MARK not in self.poster(alice, world)

    def test_who_answers_sees_it_on_the_easy_edition_alone(self, world: World):
        proofread(easy_document(world.version), world.cast.alice)
        assert "easy-mark" in self.welcome(world, "fr-simple")
        assert "easy-mark" not in self.welcome(world, "fr")

    def test_a_report_shows_it_while_its_sentences_are_those_that_were_read(
        self, alice: Client, world: World, files: Path
    ):
        known = values(world)
        report = Report.objects.get(pk=known["report_id"])
        report.body = (
            "<h1>Le répit</h1><p>7 familles sur 10 vont mieux.</p><table><tr><td>70</td></tr></table>"
        )
        report.save()
        document = report_document(report)
        assert [one.words for one in document.passages] == ["7 familles sur 10 vont mieux."]
        Session.objects.update(document=document.key, fingerprint=document.fingerprint)
        address = reverse("publications:read", args=[report.slug])
        assert "easy-mark" in Client().get(address).text
        report.body = report.body.replace("7", "8")
        report.save()
        assert "easy-mark" not in Client().get(address).text
