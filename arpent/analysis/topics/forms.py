"""What a person says of topics and texts, checked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from arpent.analysis.topics.models import Topic
from arpent.analysis.topics.proposing import FEWEST, MOST
from arpent.analysis.topics.sampling import Proposal

NONE = "aucun"


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The name of a topic, and what is part of it, for all who code to understand the same."""

    name = forms.CharField(label=_("Nom du sujet"), max_length=80)

    class Meta:
        model = Topic
        fields = ("name", "hint")
        labels = {"hint": _("Ce qui en fait partie, et ce qui n’en fait pas partie")}

    def __init__(self, *args: Any, others: Iterable[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._taken = {topic.name.casefold() for topic in others if topic.pk != self.instance.pk}

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        if name.casefold() in self._taken:
            raise ValidationError(
                _("Un autre sujet s’appelle déjà « %(name)s ». Réunissez-les, ou changez un des noms."),
                params={"name": name},
            )
        return name


class ProposalForm(forms.Form):
    """How many topics to look for."""

    count = forms.TypedChoiceField(
        label=_("Combien de sujets chercher ?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Arpent choisit le nombre")), *((n, str(n)) for n in range(FEWEST, MOST + 1))],
    )


class MergeForm(forms.Form):
    """The topic that another one becomes part of."""

    into = forms.ModelChoiceField(label=_("Réunir avec"), queryset=Topic.objects.none(), empty_label=None)

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = topic.question.topics.current().exclude(pk=topic.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class SampleForm(forms.Form):
    """How many texts to code by hand."""

    size = forms.IntegerField(label=_("Nombre de textes à coder à la main"), min_value=1)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["size"].initial = proposal.size
        self._texts = proposal.texts

    def clean_size(self) -> int:
        size: int = self.cleaned_data["size"]
        if size > self._texts:
            raise ValidationError(
                _("Il n’y a que %(texts)s textes. Donnez un nombre plus petit."),
                params={"texts": self._texts},
            )
        return size


class CodeForm(forms.Form):
    """What one text speaks of: topics, none of them, or nothing that one can say."""

    topics = forms.MultipleChoiceField(label=_("De quoi parle ce texte ?"), required=False)

    def __init__(self, *args: Any, topics: Sequence[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key: Mapping[str, Topic] = {str(topic.pk): topic for topic in topics}
        choices = [(key, str(topic)) for key, topic in self.by_key.items()]
        self.fields["topics"].choices = [*choices, (NONE, _("Aucun de ces sujets"))]  # type: ignore[attr-defined]

    def clean_topics(self) -> list[Topic]:
        chosen: list[str] = self.cleaned_data["topics"]
        if not chosen:
            raise ValidationError(
                _("Rien n’est coché. Cochez un sujet ou plusieurs, ou « Aucun de ces sujets ».")
            )
        if NONE in chosen and len(chosen) > 1:
            raise ValidationError(_("« Aucun » et un sujet sont cochés ensemble. Décochez l’un des deux."))
        return [self.by_key[key] for key in chosen if key != NONE]
