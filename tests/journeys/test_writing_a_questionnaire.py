"""A questionnaire is written in a browser: saved by itself, by keyboard, by two people, without a script."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.editing.items import delete
from arpent.surveys.editor.drafts import change
from arpent.surveys.models import Version
from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling
from tests.world import FORM, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def draft(world: World, files) -> Version:
    return Version.objects.create(
        questionnaire=world.questionnaire, number=2, content=to_json(FORM), fingerprint=fingerprint(FORM)
    )


@pytest.fixture
def desk(page: Page, live_server, world: World, draft: Version, sign_in) -> Iterator[str]:
    """The address of the editor; the server has answered everything, phones included, before the test ends."""
    sign_in(world.cast.alice)
    yield f"{live_server.url}/etudes/{world.study.pk}/questionnaires/{draft.pk}/modifier/"
    page.wait_for_load_state("networkidle")


def text(page: Page):
    return page.locator("[name=label_fr]")


def test_words_are_saved_by_themselves_and_seen_on_the_phone(page: Page, desk: str, draft: Version):
    page.goto(f"{desk}element/heures/")
    text(page).fill("Combien d’heures chaque jour ?")
    expect(page.locator("[data-kept]")).to_have_text("Enregistré.")
    expect(page.frame_locator("iframe").locator("#question")).to_have_text("Combien d’heures chaque jour ?")
    expect(page.locator("#historique")).to_contain_text("texte de « Combien d’heures par semaine ? »")
    text(page).fill("Combien d’heures chaque mois ?")
    expect(page.frame_locator("iframe").locator("#question")).to_have_text("Combien d’heures chaque mois ?")
    expect(text(page)).to_be_focused()
    page.get_by_role("button", name="Annuler").click()
    page.goto(f"{desk}element/heures/")
    expect(text(page)).to_have_value("Combien d’heures par semaine ?")


def test_what_cannot_be_saved_is_said_and_stays_in_its_field(page: Page, desk: str):
    page.goto(f"{desk}element/heures/")
    page.get_by_text("Pour les données").click()
    page.get_by_label("Code dans les données").fill("temps_pour_soi")
    expect(page.locator("[data-kept]")).to_contain_text("Pas enregistré")
    expect(page.get_by_label("Code dans les données")).to_have_value("temps_pour_soi")


def test_a_refusal_is_seen_where_one_writes(page: Page, desk: str):
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"{desk}element/heures/")
    page.get_by_label("Le plus petit nombre accepté").fill("douze")
    text(page).fill("Combien d’heures par mois ?")
    kept = page.locator("[data-kept]")
    expect(kept).to_contain_text("n’est pas un nombre")
    expect(text(page)).to_be_focused()
    expect(kept).to_be_in_viewport(ratio=1)


def test_words_that_could_not_be_kept_are_not_left_unasked(page: Page, desk: str, draft: Version):
    page.goto(f"{desk}element/heures/")
    change(version=draft, edit=lambda i: delete(i, "heures"), what="", by=None, at=timezone.now())
    text(page).fill("Mes mots ?")
    expect(page.locator("[data-kept]")).to_contain_text("Copiez vos mots")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Revenir au plan").click()
    expect(text(page)).to_have_value("Mes mots ?")
    assert asked == ["beforeunload"]


def test_a_choice_that_was_typed_is_kept_by_leaving(page: Page, desk: str, draft: Version):
    page.goto(f"{desk}element/temps_pour_soi/choix/")
    page.locator("[name=new_fr]").fill("Un peu")
    page.get_by_role("link", name="Revenir à la question").click()
    page.wait_for_url("**/temps_pour_soi/")
    page.wait_for_load_state("networkidle")
    page.go_back()
    expect(page.locator("[name='choice-un_peu_fr']")).to_have_value("Un peu")
    expect(page.locator("[name=new_fr]")).to_have_value("")
    page.get_by_role("link", name="Revenir à la question").click()
    expect(page.locator(".asked__choices li")).to_have_text(["Oui", "Non", "Un peu"])


def test_a_missing_text_is_no_longer_missed_once_written(page: Page, desk: str):
    page.goto(f"{desk}element/heures/")
    missed = page.locator(".editions__one:has([name='label_fr-simple'])").get_by_text("Ce texte manque.")
    expect(missed).to_be_visible()
    page.locator("[name='label_fr-simple']").fill("Combien de temps ?")
    expect(missed).to_be_hidden()


def test_two_people_on_one_text_both_keep_their_words(page: Page, desk: str, context):
    page.goto(f"{desk}element/heures/")
    other = context.new_page()
    other.goto(f"{desk}element/heures/")
    text(other).fill("Les mots de l’autre ?")
    expect(other.locator("[data-kept]")).to_have_text("Enregistré.")
    other.close()
    text(page).fill("Mes mots ?")
    expect(page.get_by_text("Quelqu’un a changé ce texte")).to_be_visible()
    expect(text(page)).to_have_value("Mes mots ?")
    expect(page.locator(".theirs")).to_contain_text("Les mots de l’autre ?")
    page.get_by_role("button", name="Garder mes mots").click()
    expect(text(page)).to_have_value("Mes mots ?")
    expect(page.get_by_text("Quelqu’un a changé ce texte")).to_have_count(0)


def test_lines_are_moved_by_the_keyboard_and_the_cursor_stays(page: Page, desk: str, draft: Version):
    page.goto(desk)
    down = page.get_by_role("button", name="Descendre : Avez-vous du temps")
    down.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#temps_pour_soi-down")
    expect(page.locator(".outline__text").nth(1)).to_have_text("Combien d’heures par semaine ?")
    expect(down).to_be_focused()


def test_a_condition_is_picked_by_the_keyboard_alone(page: Page, desk: str, draft: Version):
    page.goto(f"{desk}element/heures/condition/")
    question = page.get_by_label("Question", exact=True)
    question.focus()
    page.keyboard.press("A")
    expect(page.get_by_label("Réponse")).to_be_visible()
    expect(question).to_be_focused()
    page.get_by_label("Réponse").focus()
    page.keyboard.press("N")
    page.get_by_role("button", name="Enregistrer la condition").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Si « Avez-vous du temps pour vous ? » est « Non »")).to_be_visible()


def test_one_more_choice_is_added_once(page: Page, desk: str, draft: Version):
    page.goto(f"{desk}element/temps_pour_soi/choix/")
    page.locator("[name=new_fr]").fill("Un peu")
    page.locator("[name='choice-oui_fr']").fill("Oui, du temps")
    expect(page.locator("[data-kept]")).to_have_text("Enregistré.")
    page.get_by_role("button", name="Enregistrer").last.click()
    expect(page.locator("[name='choice-un_peu_fr']")).to_have_value("Un peu")
    draft.refresh_from_db()
    assert [choice.label["fr"] for choice in draft.instrument.choices["oui_non"]] == [
        "Oui, du temps",
        "Non",
        "Un peu",
    ]


def test_everything_is_written_without_a_script(new_context, context, desk: str, draft: Version):
    plain = new_context(java_script_enabled=False)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(desk)
    page.get_by_role("link", name="Ajouter une section").click()
    page.get_by_label("Titre de la section").fill("Vos droits")
    page.get_by_role("button", name="Ajouter").click()
    page.get_by_role("link", name="Ajouter une question dedans").click()
    page.get_by_label("Texte", exact=True).fill("Qui vous aide ?")
    page.get_by_label("Nouveaux choix").fill("Ma sœur\nPersonne")
    page.get_by_role("button", name="Ajouter").click()
    page.get_by_role("link", name="Changer la condition").click()
    page.get_by_label("Question", exact=True).select_option("temps_pour_soi")
    page.get_by_role("button", name="Choisir la réponse").last.click()
    page.get_by_label("Réponse").select_option("non")
    page.get_by_role("button", name="Enregistrer la condition").click()
    page.get_by_role("button", name="Annuler").click()
    page.get_by_role("button", name="Rétablir").click()
    draft.refresh_from_db()
    question = draft.instrument.question("qui_vous_aide")
    assert question.relevant == "${temps_pour_soi} = 'non'"
    assert [choice.label["fr"] for choice in draft.instrument.choices_of(question)] == ["Ma sœur", "Personne"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_axe_finds_nothing_in_the_pages_of_the_editor(page: Page, desk: str, width: int, scheme: str):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    element = f"{desk}element/temps_pour_soi/"
    bank = desk.rsplit("/", 3)[0] + "/banque/"
    parts = ["choix/", "condition/", "image/"]
    rest = [
        f"{bank.removesuffix('banque/')}{name}/" for name in ("commencer", "images", "banque/arpent/ecoute")
    ]
    version = desk.removesuffix("modifier/")
    rest += [f"{version}garder/", f"{version}dupliquer/"]
    pages = [
        desk,
        f"{desk}ajouter/",
        f"{desk}titre/",
        f"{desk}banque/",
        element,
        *(element + p for p in parts),
        bank,
    ]
    for address in pages:
        page.goto(address)
        expect_accessible(page)
        expect_no_sideways_scrolling(page)
