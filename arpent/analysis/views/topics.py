"""The topics of one open question: proposed by the machine, decided by people, and each change undone at will."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.analysis.topics.asking import ask_for_topics, ask_to_split, last_work
from arpent.analysis.topics.cards import TO_CHOOSE, cards, nearest, steady
from arpent.analysis.topics.changes import add_topic, merge_topic, name_topic, remove_topic, undo_change
from arpent.analysis.topics.forms import MergeForm, ProposalForm, TopicForm
from arpent.analysis.topics.models import Quote, TextWork, Topic
from arpent.analysis.topics.quoting import NotCleared, choose_quote, drop_quote
from arpent.analysis.topics.reaching import Place, reached


@require_http_methods(["GET", "POST"])
def topics(
    request: PersonalRequest, study_id: int, campaign_id: int, version_id: int, question: str
) -> HttpResponse:
    """The topics in use; a POST asks the worker for proposals."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_for_topics(question=place.question, count=form.cleaned_data["count"], by=request.user)
        return redirect("analysis:topics", *place.args)
    work = last_work(place.campaign, place.question)
    shown = work if work and work.kind in (TextWork.Kind.PROPOSE, TextWork.Kind.SPLIT) else None
    context = {"cards": cards(place.question), "form": form, "work": shown}
    return _page(
        request, place, "analysis/topics/topics.html", context | {"last": place.question.changes.first()}
    )


@require_http_methods(["GET", "POST"])
def add(
    request: PersonalRequest, study_id: int, campaign_id: int, version_id: int, question: str
) -> HttpResponse:
    """A topic of one's own."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    form = TopicForm(request.POST or None, others=place.question.topics.current())
    if request.method == "POST" and form.is_valid():
        add_topic(question=place.question, by=request.user, **form.cleaned_data)
        return redirect("analysis:topics", *place.args)
    return _page(request, place, "analysis/topics/add.html", {"form": form})


@require_http_methods(["GET", "POST"])
def topic(
    request: PersonalRequest, study_id: int, campaign_id: int, version_id: int, question: str, topic_id: int
) -> HttpResponse:
    """One topic: its texts, its name, and what to do with it."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    one = get_object_or_404(place.question.topics.current(), pk=topic_id)
    form = TopicForm(_data(request, "name_it"), instance=one, others=place.question.topics.current())
    merging = MergeForm(_data(request, "merge"), topic=one)
    if request.method == "POST" and _changed(request, one, form, merging):
        return redirect("analysis:topics", *place.args)
    context = {"topic": one, "form": form, "merging": merging, "steady": steady(one)}
    chosen = set(Quote.objects.filter(topic__question=place.question).values_list("answer", flat=True))
    texts = [(text, text.pk in chosen) for text in nearest(one, TO_CHOOSE)]
    return _page(request, place, "analysis/topics/topic.html", context | {"texts": texts})


@require_POST
def undo(
    request: PersonalRequest, study_id: int, campaign_id: int, version_id: int, question: str
) -> HttpResponse:
    """Take back the last change."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    change = undo_change(question=place.question)
    said = _("Annulé : %(what)s.") % {"what": change.get_what_display()} if change else _("Rien à annuler.")
    messages.success(request, said)
    return redirect("analysis:topics", *place.args)


@require_POST
def quote(
    request: PersonalRequest,
    study_id: int,
    campaign_id: int,
    version_id: int,
    question: str,
    topic_id: int,
    text_id: uuid.UUID,
) -> HttpResponse:
    """Choose a text for the report, or take it back."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    one = get_object_or_404(place.question.topics.current(), pk=topic_id)
    text = get_object_or_404(place.texts, pk=text_id)
    try:
        drop_quote(text=text) if "drop" in request.POST else choose_quote(
            text=text, topic=one, by=request.user
        )
    except NotCleared as reason:
        messages.error(request, str(reason))
    return redirect("analysis:topic", *place.args, one.pk)


def _data(request: PersonalRequest, button: str) -> QueryDict | None:
    """What was typed, if it was this form that was sent."""
    return request.POST if button in request.POST else None


def _changed(request: PersonalRequest, one: Topic, form: TopicForm, merging: MergeForm) -> bool:
    """Do what the button says. False when what was typed cannot be."""
    if "remove" in request.POST:
        remove_topic(topic=one, by=request.user)
    elif "split" in request.POST:
        ask_to_split(topic=one, by=request.user)
    elif merging.is_valid():
        merge_topic(topic=one, into=merging.cleaned_data["into"], by=request.user)
    elif form.is_valid():
        one.refresh_from_db()  # the form wrote on it; what it was is kept to undo
        name_topic(topic=one, by=request.user, **form.cleaned_data)
    else:
        return False
    return True


def _page(request: PersonalRequest, place: Place, template: str, context: dict[str, object]) -> HttpResponse:
    given = {"study": place.study, "campaign": place.campaign, "asked": place.asked, "place": place}
    return render(request, template, given | context)
