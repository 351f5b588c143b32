"""Every address of the site, who may open it, and real values for what it asks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from arpent.accounts.models import User
from arpent.analysis.actions import declare_scale
from arpent.analysis.crossed.actions import cross_questions
from arpent.analysis.models import Freeze, FrozenDataset, OpenAnswer
from arpent.analysis.pooled.actions import consolidate
from arpent.analysis.topics.models import Topic
from arpent.analysis.topics.texts import open_question
from arpent.collection.models import AnswerFile, Link, Response
from arpent.collection.offline.actions import open_device
from arpent.collection.reaching.actions import add_contacts
from arpent.collection.reaching.models import Contact, Mailing
from arpent.guide.actions import write_page
from arpent.guide.pages_shown import all_pages
from arpent.guide.proofreading import page_document
from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.values import Kind, Question
from arpent.network.models import Membership
from arpent.proofreading.actions import record_session
from arpent.proofreading.documents import Document
from arpent.proofreading.models import NetworkWord, Session
from arpent.reports.models import Report
from arpent.studies.models import Audience, Method
from arpent.surveys.models import BankEntry, Picture, PicturePack, Pronunciation, Recording, Version, Voicing
from arpent.surveys.proofreading import easy_document
from tests.world import FORM, World

OUTINGS = Question("sorties", Kind.SELECT_ONE, label={"fr": "Sortez-vous ?"}, list_name="oui_non")
WORDS = Question("mot", Kind.TEXT, label={"fr": "Qu’est-ce qui a changé ?"})
PICTURE = "maison.png"
OTHERWISE = {
    "collection:preview_screen": {"name": "temps_pour_soi"},
    "analysis:add_scale": {"name": "oui_non"},
    "surveys:bank_given": {"slug": "oui-non"},
    "surveys:edit_filter": {"item": "sorties"},
    "guide:page": {"slug": "cadrer"},
    "guide:history": {"slug": "cadrer"},
    "guide:edit": {"slug": "cadrer"},
    "guide:take_up": {"slug": "cadrer"},
    "guide:give_back": {"slug": "cadrer"},
    "guide:text": {"slug": "cadrer"},
    "guide:text_history": {"slug": "cadrer"},
    "guide:judge_rule": {"slug": "cadrer"},
    "guide:judge_again": {"slug": "cadrer"},
    "guide:record": {"slug": "cadrer"},
    "guide:withdraw_record": {"slug": "cadrer", "session_id": "guide_session_id"},
    "guide:restore_record": {"slug": "cadrer", "session_id": "guide_session_id"},
    "analysis:next_text": {"question": "mot"},
    "analysis:read_texts": {"question": "mot"},
    "analysis:topics": {"question": "mot"},
    "analysis:add_topic": {"question": "mot"},
    "analysis:undo_topics": {"question": "mot"},
    "analysis:topic": {"question": "mot"},
    "analysis:quote_text": {"question": "mot"},
    "analysis:coding": {"question": "mot"},
    "analysis:next_code": {"question": "mot"},
    "analysis:code": {"question": "mot"},
    "analysis:forget_code": {"question": "mot"},
    "analysis:codes": {"question": "mot"},
}
"""Arguments that mean something else at one address: a value, or the name of another one."""

BY_PREFIX = {"runner:": "anyone", "offline:": "anyone", "account_": "anyone", "mfa_": "anyone"}
"""The runner's addresses, and those of devices, are secret by themselves; those of sign-in are the library's, and about oneself."""

# Alice runs the study, Bob follows it from his association, Chloé is at the head, David belongs elsewhere.
WHO = {
    "anyone": "passer-by ABCD",
    "signed in": "ABCD",
    "followers": "ABC",
    "runners": "AC",
    "leads": "ACD",
    "head": "C",
}

ADDRESSES = {
    "home:front": "anyone",
    "home:workplace": "signed in",
    "home:texts": "followers",
    "home:text": "followers",
    "home:text_history": "followers",
    "home:judge_rule": "runners",
    "home:judge_again": "runners",
    "home:record": "runners",
    "home:withdraw_record": "runners",
    "home:restore_record": "runners",
    "home:map": "anyone",
    "home:accessibility": "anyone",
    "ui:gallery": "anyone",
    "ui:gallery_respond": "anyone",
    "ui:robots": "anyone",
    "accounts:profile": "signed in",
    "accounts:address": "signed in",
    "network:tree": "signed in",
    "network:me": "signed in",
    "network:organisation": "followers",
    "network:add": "runners",
    "network:edit": "runners",
    "network:move": "runners",
    "network:remove": "runners",
    "network:import": "runners",
    "network:invite": "runners",
    "network:edit_role": "runners",
    "network:end_role": "runners",
    "network:invite_again": "runners",
    "proofreading:try": "signed in",
    "proofreading:check": "signed in",
    "proofreading:words": "signed in",
    "proofreading:export_words": "signed in",
    "proofreading:import_words": "head",
    "proofreading:forget_word": "head",
    "guide:contents": "signed in",
    "guide:page": "signed in",
    "guide:words": "signed in",
    "guide:history": "signed in",
    "guide:edit": "head",
    "guide:take_up": "head",
    "guide:give_back": "head",
    "guide:text": "signed in",
    "guide:text_history": "signed in",
    "guide:judge_rule": "head",
    "guide:judge_again": "head",
    "guide:record": "head",
    "guide:withdraw_record": "head",
    "guide:restore_record": "head",
    "studies:list": "signed in",
    "studies:open": "leads",
    "studies:audiences": "head",
    "studies:add_audience": "head",
    "studies:edit_audience": "head",
    "studies:methods": "head",
    "studies:method": "head",
    "studies:copy_method": "head",
    "studies:home": "followers",
    "studies:edit": "runners",
    "studies:step": "followers",
    "studies:begin_step": "runners",
    "studies:put_back_step": "runners",
    "studies:finish_step": "runners",
    "studies:reopen_step": "runners",
    "studies:sample": "followers",
    "studies:add_writing": "runners",
    "studies:writing": "followers",
    "studies:edit_writing": "runners",
    "studies:remove_writing": "runners",
    "studies:participants": "followers",
    "studies:add_participants": "runners",
    "studies:import_populations": "runners",
    "studies:remove_participant": "runners",
    "surveys:list": "followers",
    "surveys:pictos": "followers",
    "surveys:upload": "runners",
    "surveys:version": "followers",
    "surveys:changes": "followers",
    "surveys:edit": "runners",
    "surveys:edit_whole": "runners",
    "surveys:edit_item": "runners",
    "surveys:add_item": "runners",
    "surveys:act": "runners",
    "surveys:start": "runners",
    "surveys:duplicate": "runners",
    "surveys:edit_picture": "runners",
    "surveys:packs": "runners",
    "surveys:pack": "runners",
    "surveys:remove_pack": "runners",
    "surveys:picture": "runners",
    "surveys:remove_picture": "runners",
    "surveys:bank": "runners",
    "surveys:bank_given": "runners",
    "surveys:bank_entry": "runners",
    "surveys:keep_in_bank": "runners",
    "surveys:take_from_bank": "runners",
    "surveys:share_entry": "runners",
    "surveys:remove_entry": "runners",
    "surveys:edit_choices": "runners",
    "surveys:edit_filter": "runners",
    "surveys:share_choices": "runners",
    "surveys:edit_condition": "runners",
    "surveys:edit_editions": "runners",
    "surveys:undo": "runners",
    "surveys:redo": "runners",
    "surveys:publish": "runners",
    "surveys:discard": "runners",
    "surveys:voice": "followers",
    "surveys:clip": "followers",
    "surveys:prepare_voice": "runners",
    "surveys:record": "runners",
    "surveys:remove_recording": "runners",
    "surveys:pronunciations": "signed in",
    "surveys:hear_word": "signed in",
    "surveys:forget_pronunciation": "head",
    "surveys:download": "followers",
    "surveys:rewritten": "followers",
    "surveys:attachment": "followers",
    "collection:preview": "followers",
    "collection:preview_screen": "followers",
    "collection:preview_media": "followers",
    "collection:preview_voice": "followers",
    "collection:preview_end": "followers",
    "collection:list": "followers",
    "collection:open": "runners",
    "collection:campaign": "followers",
    "collection:close": "runners",
    "collection:reopen": "runners",
    "collection:receive": "runners",
    "collection:links": "followers",
    "collection:posters": "followers",
    "collection:poster": "followers",
    "collection:qr": "followers",
    "collection:devices": "runners",
    "collection:open_device": "runners",
    "collection:device": "runners",
    "collection:device_qr": "runners",
    "collection:take_file": "runners",
    "collection:revoke_device": "runners",
    "collection:hear_again": "runners",
    "collection:invite": "followers",
    "collection:place": "followers",
    "collection:add_people": "followers",
    "collection:add_person": "followers",
    "collection:forget_people": "followers",
    "collection:remove_person": "followers",
    "collection:returned": "followers",
    "collection:write": "followers",
    "collection:write_everywhere": "followers",
    "collection:move_everywhere": "followers",
    "collection:mailing": "followers",
    "collection:quotas": "runners",
    "collection:rates": "followers",
    "collection:board": "followers",
    "collection:letters": "followers",
    "collection:letters_file": "followers",
    "collection:cards": "followers",
    "collection:all_cards": "followers",
    "collection:move_mailing": "followers",
    "collection:texts": "runners",
    "collection:edit_text": "runners",
    "collection:put_back_words": "runners",
    "collection:import": "runners",
    "collection:file": "runners",
    "collection:confirm_file": "runners",
    "collection:remove_file": "runners",
    "analysis:freeze": "runners",
    "analysis:margins": "runners",
    "analysis:margin": "runners",
    "analysis:forget_margin": "runners",
    "analysis:scales": "runners",
    "analysis:add_scale": "runners",
    "analysis:edit_scale": "runners",
    "analysis:drop_scale": "runners",
    "analysis:crossed_views": "runners",
    "analysis:add_crossed_view": "runners",
    "analysis:drop_crossed_view": "runners",
    "analysis:texts": "runners",
    "analysis:next_text": "runners",
    "analysis:decide_text": "runners",
    "analysis:put_back_text": "runners",
    "analysis:read_texts": "runners",
    "analysis:topics": "runners",
    "analysis:add_topic": "runners",
    "analysis:undo_topics": "runners",
    "analysis:topic": "runners",
    "analysis:quote_text": "runners",
    "analysis:coding": "runners",
    "analysis:next_code": "runners",
    "analysis:code": "runners",
    "analysis:forget_code": "runners",
    "analysis:codes": "runners",
    "reports:list": "followers",
    "reports:progress": "followers",
    "reports:ask": "runners",
    "reports:local": "followers",
    "reports:read": "runners",
    "reports:publish": "runners",
    "reports:withdraw": "runners",
    "reports:download": "runners",
    "pooling:list": "signed in",
    "pooling:add": "signed in",
    "pooling:read": "runners",
    "pooling:drop": "runners",
    "publications:read": "anyone",
    "publications:download": "anyone",
}


def named(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address by its full name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from named(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name}", entry


PATTERNS = dict(named(get_resolver()))


def readers_of(name: str) -> str:
    prefix = next((who for start, who in BY_PREFIX.items() if name.startswith(start)), "")
    return WHO[ADDRESSES.get(name, prefix)]


def values(world: World) -> dict[str, Any]:
    """One real value for each argument that an address may ask, all of Alice's study. Writes files."""
    freeze = Freeze.objects.create(campaign=world.campaign, state=Freeze.State.READY, sha256="0" * 64)
    frozen = FrozenDataset.objects.create(
        freeze=freeze, version=world.version, folder="x", answers=42, proxies=0, associations=2, sha256="0"
    )
    report = Report.objects.create(
        freeze=freeze,
        audience=Report.Audience.PUBLIC,
        state=Report.State.READY,
        body="<h1>Le répit des familles</h1>",
        slug="le-repit",
        published_at="2026-11-01T08:00:00Z",
    )
    report.pdf.save("report.pdf", ContentFile(b"%PDF-1.7"))
    form = replace(FORM, items=(*FORM.items, WORDS, OUTINGS))
    draft = Version.objects.create(
        questionnaire=world.questionnaire,
        number=2,
        source_name="repit.md",
        content=to_json(form),
        fingerprint=fingerprint(form),
    )
    world.campaign.versions.add(draft)
    link = Link.objects.create(campaign=world.campaign, version=draft, participation=world.participation)
    said = Response.objects.create(
        link=link, status="sent", answers={WORDS.name: "Du temps"}, edition="fr", day="2026-11-01"
    )
    longer = replace(FORM, items=(*FORM.items, OUTINGS))
    Version.objects.create(
        questionnaire=world.questionnaire,
        number=3,
        source_name="repit.md",
        content=to_json(longer),
        fingerprint=fingerprint(longer),
        published_at="2026-10-01T08:00:00Z",
    )
    scale = declare_scale(
        questionnaire=world.questionnaire, title="Temps", items={"temps_pour_soi": False, "sorties": False}
    )
    draft.source.save("repit.md", ContentFile(b"| survey |"))
    picture = draft.attachments.create(name=PICTURE)
    picture.file.save(PICTURE, ContentFile(b"\x89PNG"))
    pack = PicturePack.objects.create(
        organisation=world.study.territory, name="Photos", author="La Clairière", licence="ours"
    )
    photo = Picture(pack=pack, words="maison")
    photo.file.save("maison.png", ContentFile(b"\x89PNG"))
    entry = BankEntry.objects.create(
        organisation=world.study.territory,
        title="Du temps",
        author="Alice Tanguy",
        licence="ours",
        content=to_json(FORM),
        added_at="2026-11-01T08:00:00Z",
    )
    brought = AnswerFile.objects.create(
        campaign=world.campaign,
        version=world.version,
        participation=world.participation,
        name="reponses.csv",
        fingerprint="0" * 64,
        state=AnswerFile.State.DONE,
        day="2026-11-01",
    )
    text = OpenAnswer.objects.create(response=said, question=WORDS.name, draw=1, place=0)
    topic = Topic.objects.create(
        question=open_question(world.campaign, draft.pk, WORDS.name), name="Le temps"
    )
    spoken = recorded(draft)
    return {
        "keys": spoken.key,
        "digest": spoken.digest,
        "pronunciation_id": Pronunciation.objects.create(key="gem", written="GEM", said="jème").pk,
        "writing_id": world.study.writings.create(title="Comité", words="Le comité est d’accord.").pk,
        "kind": "questionnaire",
        "ident": draft.pk,
        "rule": "R04",
        "session_id": proofread(easy_document(draft), world.cast.alice).pk,
        "guide_session_id": proofread(page_document(all_pages()[3]), world.cast.chloe).pk,
        "word_id": NetworkWord.objects.create(key="usager", word="usager").pk,
        "organisation_id": world.cast.association.pk,
        "membership_id": Membership.objects.get(user=world.cast.bob).pk,
        "audience_id": Audience.objects.first().pk,
        "method_id": Method.objects.first().pk,
        "study_id": world.study.pk,
        "step_number": world.step.number,
        "participation_id": world.participation.pk,
        "questionnaire_id": world.questionnaire.pk,
        "version_id": draft.pk,
        "attachment_id": picture.pk,
        "file_id": brought.pk,
        "name": PICTURE,
        "campaign_id": world.campaign.pk,
        "link_id": world.link.pk,
        "device_id": open_device(
            campaign=world.campaign,
            by=world.cast.alice,
            on=date(2026, 11, 2),
            participation=world.participation,
            name="Tablette bleue",
            use="kiosk",
            exit_code="2580",
        ).pk,
        "invitation_id": add_contacts(
            link=world.link, contacts=[Contact("Emma Le Goff", "emma@exemple.test")]
        )[0].pk,
        "mailing_id": Mailing.objects.create(
            link=world.link, kind="invitation", channel="email", state="done", day="2026-11-02"
        ).pk,
        "letter": "invitation",
        "paper": "a4",
        "move": "reprendre",
        "freeze_id": freeze.pk,
        "report_id": report.pk,
        "slug": report.slug,
        "question": "temps_pour_soi",
        "item": "temps_pour_soi",
        "pack_id": pack.pk,
        "picture_id": photo.pk,
        "entry_id": entry.pk,
        "wording_id": write_page(
            slug="cadrer", title="Cadrer", lead="Ensemble.", body="Oui.", by=world.cast.chloe
        ).pk,
        "form": "pdf",
        "token": world.link.token,
        "response_id": world.link.responses.first().pk,
        "text_id": text.pk,
        "topic_id": topic.pk,
        "turn": "premier",
        "number": 1,
        "rung": "5-barres",
        "scale_id": scale.pk,
        "pooling_id": consolidate(title="Temps", grade=1, figures={frozen: "heures"}, by=None).pk,
        "view_id": cross_questions(study=world.study, title="Temps", questions={}).pk,
    }


def recorded(version: Version) -> Recording:
    """A sentence of this version that a person says."""
    Voicing.objects.create(version=version, state=Voicing.State.READY)
    said = version.sentences.create(digest="d" * 32, rank=0, place="question", language="fr", words="Oui")
    kept = Recording(
        organisation=version.questionnaire.study.territory,
        digest=said.digest,
        key="e" * 32,
        words=said.words,
        size=4,
        ending=".mp3",
        at="2026-11-01T08:00:00Z",
    )
    kept.file.save("oui.mp3", ContentFile(b"ID3\0"))
    return kept


def proofread(document: Document, by: User) -> Session:
    """Four people found these words easy."""
    return record_session(
        document=document,
        people=4,
        place="La Clairière",
        held_on=date(2026, 11, 12),
        said="« Les questions sont courtes. »",
        changed="Un mot",
        understood=True,
        names="",
        by=by,
    )


def address_of(name: str, known: dict[str, Any]) -> str:
    """The address of that name, with the values it asks."""
    known = known | {key: known.get(value, value) for key, value in OTHERWISE.get(name, {}).items()}
    return reverse(name, kwargs={key: known[key] for key in PATTERNS[name].pattern.regex.groupindex})
