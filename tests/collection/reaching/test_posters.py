"""Posters: what hangs on a wall, for one audience of one association, or all of a campaign in one file."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from arpent.collection.models import Campaign, Link
from arpent.collection.reaching import posters
from arpent.falc import Level, check, check_layout
from arpent.falc.documents import read
from arpent.network.models import Organisation
from arpent.proofreading.actions import record_session
from arpent.studies.models import Audience, Study
from arpent.surveys.proofreading import easy_document
from tests.cast import Cast
from tests.collection.reaching.guests import link_of, signed_in
from tests.collection.stories import Story, open_story

A4, A3 = (595, 842), (842, 1191)


@pytest.fixture
def link(story: Story) -> Link:
    return link_of(story)


def address(link: Link, paper: str = "a4") -> str:
    return reverse("collection:poster", args=[link.campaign.study_id, link.campaign_id, link.pk, paper])


def everyone(story: Story, paper: str = "a4") -> str:
    return reverse("collection:posters", args=[story.study.pk, story.campaign.pk, paper])


def opened(client: Client, at: str) -> PdfReader:
    answer = client.get(at)
    assert answer["Content-Type"] == "application/pdf", answer
    return PdfReader(io.BytesIO(answer.content))


def words(client: Client, at: str) -> str:
    """All of a poster, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in opened(client, at).pages).split())


def signs(text: str) -> str:
    """Without spaces: the kerning of some letters is read back as one."""
    return "".join(text.split())


def sizes(reader: PdfReader) -> set[tuple[int, int]]:
    return {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages}


class TestOne:
    def test_it_says_where_until_when_and_whom_to_ask_and_names_nobody(self, bob: Client, link: Link):
        said = words(bob, address(link))
        for expected in (
            "La Clairière",
            "18 décembre 2026",
            "Alice Tanguy, 01 02 03 04 05",
            "Nous ne demandons pas votre nom.",
        ):
            assert expected in said

    def test_its_address_is_written_as_a_hand_types_it(self, bob: Client, link: Link):
        assert f"testserver/r/{link.token}" in signs(words(bob, address(link)))
        assert (
            Client().get(f"/r/{link.token}", follow=True).redirect_chain[0][0].endswith(f"/r/{link.token}/")
        )

    def test_it_is_an_accessible_document(self, bob: Client, link: Link):
        reader = opened(bob, address(link))
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert reader.trailer["/Root"]["/Lang"] == "fr"
        assert reader.metadata.title == f"Affiches : La Clairière, {link.audience.name}"

    @pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("a3", A3)])
    def test_it_is_one_sheet_of_the_paper_asked(self, bob: Client, link: Link, paper: str, size):
        reader = opened(bob, address(link, paper))
        assert len(reader.pages) == 1
        assert sizes(reader) == {size}

    def test_there_is_no_other_paper(self, bob: Client, link: Link):
        assert bob.get(address(link, "a5")).status_code == 404

    def test_long_words_stay_on_one_sheet(self, bob: Client, link: Link):
        Organisation.objects.filter(pk=link.participation.organisation_id).update(
            name="La Clairière des " * 9
        )
        Study.objects.update(question="Qu’est-ce qui change pour les familles ? " * 7)
        Campaign.objects.update(contact="Alice Tanguy, à l’accueil de l’association, 01 02 03 04 05. " * 3)
        reader = opened(bob, address(link))
        assert len(reader.pages) == 1
        assert "01 02 03 04 05" in reader.pages[0].extract_text()

    def test_words_of_a_person_never_become_part_of_the_layout(self, bob: Client, link: Link):
        Study.objects.update(question='#read("/etc/passwd") *et* \U0001f600')
        assert '#read("/etc/passwd") *et* ?' in words(bob, address(link))

    def test_another_association_is_not_found(self, bob: Client, story: Story):
        other = story.campaign.links.filter(participation__organisation__name="Le Gué").first()
        assert bob.get(address(other)).status_code == 404


class TestEasy:
    @pytest.fixture
    def link(self, story: Story) -> Link:
        Audience.objects.update(easy_first=True)
        return link_of(story)

    @pytest.mark.parametrize("paper", ["a4", "a3"])
    def test_it_keeps_the_rules_of_layout_and_of_words(self, bob: Client, link: Link, paper: str):
        printed = read(bob.get(address(link, paper)).content, "affiche.pdf")
        assert "Donnez votre avis" in printed.text
        assert [
            (one.rule, printed.text[one.start : one.end])
            for one in check_layout(printed.layout).at(Level.ERROR)
        ] == []
        said = [line for line in printed.text.split("\n") if "/r/" not in line]
        assert [one.rule for line in said for one in check(line).at(Level.ERROR)] == []

    def test_it_bears_a_long_mark_on_its_one_page(self, cast: Cast):
        story = open_story(cast)  # whose questionnaires have easy words
        link = link_of(story)
        record_session(
            document=easy_document(link.version),
            people=12,
            place="L’atelier de relecture de la Grange aux Mots, rue des Lilas",
            held_on=date(2026, 11, 12),
            said="« C’est clair. »",
            changed="",
            understood=True,
            names="Ana, Luc, Marie-Ange, Jean-Baptiste, Nour, Inès, Paul, Rosa, Hugo, Karim, Nadia et Lucie",
            by=cast.alice,
        )
        client = signed_in(cast.bob)
        assert "Nadia et Lucie." in words(client, address(link))
        assert len(opened(client, address(link)).pages) == 1


class TestAll:
    def test_each_link_has_its_page(self, alice: Client, story: Story):
        links = list(story.campaign.links.all())
        reader = opened(alice, everyone(story, "a3"))
        assert sizes(reader) == {A3}
        for link, page in zip(links, reader.pages, strict=True):
            assert link.token in signs(page.extract_text())

    def test_who_follows_one_association_gets_its_own(self, bob: Client, story: Story):
        assert len(opened(bob, everyone(story)).pages) == 2
        assert "Le Gué" not in words(bob, everyone(story))

    def test_another_region_finds_nothing(self, cast: Cast, story: Story):
        assert signed_in(cast.david).get(everyone(story)).status_code == 404

    def test_very_many_are_cut_into_several_files(self, alice: Client, story: Story, monkeypatch):
        monkeypatch.setattr(posters, "IN_ONE_FILE", 3)
        monkeypatch.setattr("arpent.collection.reaching.views.posters.IN_ONE_FILE", 3)
        page = alice.get(reverse("collection:links", args=[story.study.pk, story.campaign.pk])).text
        assert "Liens 1 à 3" in page
        assert "Liens 4 à 4" in page
        assert [len(opened(alice, f"{everyone(story)}?partie={n}").pages) for n in (1, 2)] == [3, 1]

    def test_each_link_has_its_sheet_of_cards(self, alice: Client, story: Story):
        at = reverse("collection:all_cards", args=[story.study.pk, story.campaign.pk])
        reader = opened(alice, at)
        assert reader.metadata.title == "Cartes : Automne 2026"
        for link, page in zip(story.campaign.links.all(), reader.pages, strict=True):
            assert signs(page.extract_text()).count(link.token) == 8
