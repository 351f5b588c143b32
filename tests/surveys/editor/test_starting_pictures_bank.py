"""Beginning a questionnaire, pictures of packs, the bank."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from arpent.instrument.editing.looking_over import look_over
from arpent.studies.models import Audience, Study
from arpent.surveys.bank import given
from arpent.surveys.models import Attachment, BankEntry, Picture, PicturePack, Version
from arpent.surveys.models.licences import Licence
from arpent.ui.pictos import named
from tests.cast import Cast
from tests.surveys.editor.test_pages import at, now
from tests.surveys.forms import PNG

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def of(study: Study, name: str, *more: object) -> str:
    return reverse(f"surveys:{name}", args=[study.pk, *more])


def content(attachment: Attachment) -> bytes:
    with attachment.file.open("rb") as file:
        return file.read()


def last() -> Version:
    return Version.objects.order_by("-pk").first()


def test_a_questionnaire_begins_empty_and_is_written(alice: Client, study: Study, families: Audience):
    alice.post(of(study, "start"), {"audience": families.pk, "title": "L’école", "easy": "on"})
    draft = last()
    assert (draft.instrument.title, draft.instrument.editions) == ({"fr": "L’école"}, ("fr", "fr-simple"))
    assert "Le questionnaire est vide" in alice.get(at(draft, "edit")).content.decode()
    alice.post(at(draft, "add_item"), {"label": "Allez-vous à l’école ?", "kind": "acknowledge"})
    alice.post(at(draft, "publish"))
    assert Version.objects.published().get() == draft


def test_a_version_written_here_has_no_deposited_file(alice: Client, study: Study, families: Audience):
    alice.post(of(study, "start"), {"audience": families.pk, "title": "L’école"})
    assert alice.get(at(last(), "download")).status_code == 404
    assert "écrite dans Arpent" in alice.get(of(study, "list")).content.decode()


def test_a_questionnaire_begins_with_what_was_ticked_in_the_bank(
    alice: Client, study: Study, families: Audience
):
    sent = {"audience": families.pk, "title": "Avis", "given": ["ecoute", "temps-pour-soi"]}
    alice.post(of(study, "start"), sent)
    assert [item.name for item in last().instrument.items] == ["ecoute", "temps_pour_soi"]
    assert not [remark for remark in look_over(last().instrument) if remark.blocks]


def test_a_copy_is_a_draft_that_says_the_same_with_its_pictures(
    alice: Client, draft: Version, families: Audience
):
    draft.attachments.create(name="a.png").file.save("a.png", SimpleUploadedFile("a.png", PNG))
    alice.post(at(draft, "publish"))
    alice.post(at(draft, "duplicate"), {"audience": families.pk})
    copy = last()
    assert copy.number == draft.number + 1
    assert copy.instrument == draft.instrument
    assert content(copy.attachments.get()) == PNG
    assert not copy.is_published


@pytest.fixture
def pack(alice: Client, study: Study) -> PicturePack:
    sent = {"name": "ARASAAC", "author": "Sergio Palao", "source": "arasaac.org", "licence": "cc-by-nc-sa"}
    alice.post(of(study, "packs"), sent)
    made = PicturePack.objects.get()
    alice.post(of(study, "pack", made.pk), {"pictures": [SimpleUploadedFile("Ma_maison.png", PNG)]})
    return made


def test_pictures_are_found_by_the_words_of_their_file(pack: PicturePack):
    assert [picture.words for picture in Picture.objects.all().found("mais")] == ["Ma maison"]
    assert Picture.objects.all().found("chien") == []


def test_a_picture_that_is_no_picture_is_refused(alice: Client, study: Study, pack: PicturePack):
    for name, content in (("a.png", b"GIF89a"), ("a.svg", b"<svg/>"), ("a.mp3", b"ID3")):
        answer = alice.post(of(study, "pack", pack.pk), {"pictures": [SimpleUploadedFile(name, content)]})
        assert answer.status_code == 200
        assert answer.context["form"].errors
        assert ".ogg" not in answer.content.decode()
    assert pack.pictures.count() == 1


def test_a_picture_whose_words_are_taken_is_left_and_said(alice: Client, study: Study, pack: PicturePack):
    again = {"pictures": [SimpleUploadedFile("Ma_maison.png", PNG)]}
    page = alice.post(of(study, "pack", pack.pk), again, follow=True).content.decode()
    assert "1 image laissée" in page
    assert "0 image" not in page


def test_the_picture_of_a_question_is_seen_beside_it(alice: Client, draft: Version, pack: PicturePack):
    address = at(draft, "edit_item", "temps")
    alice.post(at(draft, "edit_picture", "temps"), {"picture": "picto-maison.svg"})
    assert "ui/pictos/maison" in alice.get(address).content.decode()
    alice.post(at(draft, "edit_picture", "temps"), {"picture": f"pack:{pack.pictures.get().pk}"})
    own = draft.attachments.get().name
    shown = reverse("collection:preview_media", args=[draft.questionnaire.study_id, draft.pk, own])
    assert f'src="{shown}"' in alice.get(address).content.decode()
    draft.attachments.all().delete()
    assert shown not in alice.get(address).content.decode()


def test_two_packs_of_one_name_are_refused(alice: Client, study: Study, pack: PicturePack):
    sent = {"name": "ARASAAC", "author": "X", "licence": "ours"}
    assert "porte déjà ce nom" in alice.post(of(study, "packs"), sent).content.decode()


def test_the_words_of_a_question_suggest_pictograms_until_one_searches(alice: Client, draft: Version):
    page = alice.get(at(draft, "edit_picture", "heures"))  # « Combien d’heures par semaine ? »
    assert "heure" in [picto.label for picto in page.context["suggested"]]
    assert "Peut-être" in page.content.decode()
    assert "Peut-être" not in alice.get(at(draft, "edit_picture", "heures") + "?mot=maison").content.decode()


def test_a_chosen_picture_is_copied_with_its_credit(alice: Client, draft: Version, pack: PicturePack):
    picture = pack.pictures.get()
    alice.post(at(draft, "edit_picture", "temps"), {"picture": f"pack:{picture.pk}"})
    kept = draft.attachments.get()
    assert now(draft).question("temps").media["image"]["fr"] == kept.name
    assert kept.credit == "ARASAAC, Sergio Palao, arasaac.org, CC BY-NC-SA"
    assert kept.restricted
    alice.post(of(draft.questionnaire.study, "remove_pack", pack.pk))
    assert content(draft.attachments.get()) == PNG
    assert "Sergio Palao" in alice.get(at(draft, "version")).content.decode()


def test_a_pictogram_is_chosen_by_its_word_for_a_choice(alice: Client, draft: Version):
    address = f"{at(draft, 'edit_picture', 'temps')}?choix=oui"
    assert "picto-maison.svg" in alice.get(f"{address}&mot=maison").content.decode()
    alice.post(address, {"picture": "picto-oui.svg"})
    assert now(draft).choices["oui_non"][0].media == {
        "image": {"fr": "picto-oui.svg", "fr-simple": "picto-oui.svg"}
    }
    alice.post(address, {"picture": ""})
    assert now(draft).choices["oui_non"][0].media == {}


def test_a_picture_that_the_questionnaire_has_is_chosen_again(alice: Client, draft: Version):
    draft.attachments.create(name="a.png").file.save("a.png", SimpleUploadedFile("a.png", PNG))
    alice.post(at(draft, "edit_picture", "heures"), {"picture": "own:a.png"})
    assert now(draft).question("heures").media["image"]["fr"] == "a.png"
    assert alice.post(at(draft, "edit_picture", "heures"), {"picture": "own:b.png"}).status_code == 404


def test_one_picture_is_taken_out_of_its_pack(alice: Client, study: Study, pack: PicturePack):
    alice.post(of(study, "remove_picture", pack.pk, pack.pictures.get().pk))
    assert not pack.pictures.exists()


def test_the_pack_of_another_region_is_not_shown(cast: Cast, alice: Client, draft: Version):
    theirs = PicturePack.objects.create(organisation=cast.other_region, name="X", author="Y", licence="ours")
    picture = Picture(pack=theirs, words="maison")
    picture.file.save("a.png", SimpleUploadedFile("a.png", PNG))
    study = draft.questionnaire.study
    assert alice.get(of(study, "picture", picture.pk)).status_code == 404
    assert alice.get(of(study, "pack", theirs.pk)).status_code == 404
    assert (
        alice.post(at(draft, "edit_picture", "temps"), {"picture": f"pack:{picture.pk}"}).status_code == 404
    )


SAID = {
    "title": "Du temps",
    "words": "repos",
    "author": "Alice Tanguy",
    "licence": "ours",
    "items": ["repit"],
}


@pytest.fixture
def entry(alice: Client, draft: Version) -> BankEntry:
    alice.post(at(draft, "keep_in_bank"), SAID | {"may_be_distributed": "on"})
    return BankEntry.objects.get()


def test_questions_are_kept_and_taken_again(alice: Client, draft: Version, entry: BankEntry):
    assert [item.name for item in entry.instrument.items] == ["repit"]
    alice.post(at(draft, "take_from_bank"), {"entry": entry.pk, "after": "temps"})
    assert [item.name for item in now(draft).items] == ["repit", "repit_2"]
    assert now(draft).question("heures_2").relevant == "${temps_2} = 'oui'"


def test_taking_nothing_is_said_and_each_entry_can_be_read_first(alice: Client, draft: Version):
    before = now(draft)
    page = alice.post(at(draft, "take_from_bank"), {"after": ""}).content.decode()
    assert "Rien n’est choisi." in page
    assert of(draft.questionnaire.study, "bank_given", "oui-non") in page
    assert now(draft) == before


def test_what_comes_with_arpent_is_taken_too(alice: Client, draft: Version):
    alice.post(at(draft, "take_from_bank"), {"entry": "oui-non", "after": "temps"})
    taken = now(draft).question("oui_ou_non")
    assert [choice.name for choice in now(draft).choices_of(taken)] == ["oui", "non"]
    assert taken.list_name != "oui_non"


@pytest.mark.parametrize("chosen", ["", "absente", "99999999"])
def test_taking_nothing_changes_nothing(alice: Client, draft: Version, chosen: str):
    before = now(draft)
    alice.post(at(draft, "take_from_bank"), {"entry": chosen})
    assert now(draft) == before


def test_a_question_that_depends_on_another_is_not_kept_alone(alice: Client, draft: Version):
    answer = alice.post(at(draft, "keep_in_bank"), SAID | {"items": ["heures"]})
    assert "Ces questions dépendent de" in answer.content.decode()
    assert not BankEntry.objects.exists()


def shared(alice: Client, study: Study, entry: BankEntry) -> str:
    answer = alice.post(of(study, "share_entry", entry.pk), {"share": "yes"}, follow=True)
    entry.refresh_from_db()
    return answer.content.decode()


def test_an_entry_goes_to_the_whole_network_and_comes_back(alice: Client, study: Study, entry: BankEntry):
    assert "Tout le réseau peut maintenant la prendre." in shared(alice, study, entry)
    assert entry.shared_at
    alice.post(of(study, "share_entry", entry.pk), {"share": "no"})
    entry.refresh_from_db()
    assert entry.shared_at is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"may_be_distributed": False}, "Il n’est pas dit qu’elle peut être diffusée."),
        ({"licence": Licence.RESERVED}, "Sa licence ne le permet pas"),
        ({"licence": Licence.CC_BY_NC}, "Sa licence ne le permet pas"),
    ],
)
def test_what_may_not_be_distributed_stays_with_a_reason(alice, study: Study, entry: BankEntry, change, says):
    BankEntry.objects.filter(pk=entry.pk).update(**change)
    assert says in shared(alice, study, entry)
    assert entry.shared_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        BankEntry.objects.filter(pk=entry.pk).update(shared_at=NOW)


def test_a_picture_under_a_non_commercial_licence_keeps_its_question_at_home(
    alice: Client, study: Study, draft: Version, pack: PicturePack
):
    alice.post(at(draft, "edit_picture", "temps"), {"picture": f"pack:{pack.pictures.get().pk}"})
    alice.post(at(draft, "keep_in_bank"), SAID | {"may_be_distributed": "on"})
    entry = BankEntry.objects.get()
    assert entry.pictures.get().credit == draft.attachments.get().credit
    assert "La licence de ces images ne le permet pas" in shared(alice, study, entry)
    assert entry.shared_at is None


def test_a_shared_entry_cannot_quietly_become_unshareable(alice: Client, study: Study, entry: BankEntry):
    shared(alice, study, entry)
    answer = alice.post(of(study, "bank_entry", entry.pk), SAID | {"licence": "reserved"})
    assert "Retirez-la d’abord de la banque commune." in answer.content.decode()


def test_another_region_sees_what_is_shared_and_cannot_change_it(
    client: Client, cast: Cast, alice: Client, study: Study, entry: BankEntry
):
    theirs = Study.objects.create(
        title="Ailleurs",
        question="?",
        territory=cast.other_region,
        method=study.method,
        starts_on=study.starts_on,
        ends_on=study.ends_on,
    )
    david = Client()
    david.force_login(cast.david)
    assert david.get(of(theirs, "bank_entry", entry.pk)).status_code == 404
    shared(alice, study, entry)
    assert "Du temps" in david.get(of(theirs, "bank_entry", entry.pk)).content.decode()
    for name in ("share_entry", "remove_entry"):
        assert david.post(of(theirs, name, entry.pk)).status_code == 404


def test_the_bank_is_searched_by_a_french_word(alice: Client, study: Study, entry: BankEntry):
    page = alice.get(of(study, "bank"), {"mot": "repos"}).content.decode()
    assert "Du temps" in page
    assert "Oui ou non" not in page


def test_what_comes_with_arpent_is_complete_and_shows_pictures_that_exist():
    for each in given():
        assert not [remark for remark in look_over(each.instrument) if remark.blocks], each.slug
        for choices in each.instrument.choices.values():
            for choice in choices:
                assert all(named(file) for file in choice.media.get("image", {}).values()), each.slug
        assert set(each.instrument.editions) == {"fr", "fr-simple"}, each.slug
