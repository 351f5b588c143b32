"""From an address to one open question that this person may read."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from arpent.accounts.models import User
from arpent.analysis.models import OpenAnswer, OpenAnswerQuerySet
from arpent.analysis.reading import Asked, campaigns_read, progress
from arpent.analysis.topics.models import OpenQuestion
from arpent.analysis.topics.texts import open_question
from arpent.collection.models import Campaign
from arpent.studies.models import Study


@dataclass(frozen=True, slots=True)
class Place:
    """A question of a campaign, how far its reading is, and its topics."""

    campaign: Campaign
    asked: Asked
    question: OpenQuestion

    @property
    def study(self) -> Study:
        return self.campaign.study

    @property
    def args(self) -> tuple[int, int, int, str]:
        """What its addresses begin with."""
        return self.campaign.study_id, self.campaign.pk, self.asked.version_id, self.asked.question

    @property
    def texts(self) -> OpenAnswerQuerySet:
        return OpenAnswer.objects.of(self.question)


def reached(user: User, study_id: int, campaign_id: int, version_id: int, name: str) -> Place:
    """Raises Http404 for a question that does not exist, or that this person may not read."""
    campaigns = campaigns_read(user).filter(study=study_id).select_related("study__territory")
    campaign = get_object_or_404(campaigns, pk=campaign_id)
    found = progress(campaign, version_id, name)
    if not found:
        raise Http404
    return Place(campaign, found[0], open_question(campaign, version_id, name))
