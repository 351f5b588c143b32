"""The easy-to-read words of invitations and reminders that somebody changed, as proofreading sees them."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from arpent.accounts.models import User
from arpent.collection.proofreading import campaigns_seen
from arpent.collection.reaching.models import Wording
from arpent.proofreading.documents import Document, passages


def wordings_seen(user: User, study_id: int) -> QuerySet[Wording]:
    """Those of the campaigns of a study whose texts this person sees."""
    return Wording.objects.filter(easy=True, campaign__in=campaigns_seen(user, study_id)).select_related(
        "campaign"
    )


def wording_document(wording: Wording) -> Document:
    """What the message and the letter say."""
    told = ((_("Objet"), "", wording.subject, False), (_("Texte"), "", wording.body, False))
    title = f"{wording.campaign}, {wording.get_kind_display()}"
    return Document(f"message-{wording.pk}", title, passages(*told))
