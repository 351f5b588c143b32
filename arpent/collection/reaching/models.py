from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arpent.collection.reaching.sealed import seal, unseal
from arpent.network.models import Organisation
from arpent.network.rights import Right

if TYPE_CHECKING:
    from arpent.accounts.models import User


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to write to, and how. Never stored as it is."""

    name: str
    email: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    easy: str = ""  # "yes": in easy words
    code: str = ""

    @property
    def address_lines(self) -> tuple[str, ...]:
        return (self.name, *self.street.split("\n"), f"{self.postcode} {self.town}")

    @property
    def hinted(self) -> str:
        """Enough to tell two people apart, too little to write to them."""
        if not self.email:
            return self.town
        person, _at, host = self.email.partition("@")
        return f"{person[:1]}…@{host}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: "User") -> Self:
        """Those of the associations where this person may invite: names are for nobody else."""
        there = Organisation.objects.allowing(user, Right.INVITE)
        return self.filter(link__participation__organisation__in=there)


class Invitation(models.Model):
    """One person, one code. It is not written to when the code is used: it never knows which answer it became."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("par courriel")
        LETTER = "letter", _("par lettre")

    link = models.ForeignKey("collection.Link", on_delete=models.CASCADE, related_name="invitations")
    channel = models.CharField(_("moyen"), max_length=6, choices=Channel)
    sealed = models.TextField()  # a Contact, with its code
    code_digest = models.CharField(max_length=64, unique=True)
    person_digest = models.CharField(max_length=64)  # of the address, so that nobody is invited twice
    written = models.BooleanField(default=False)  # whether the first message or letter has left
    returned = models.BooleanField(default=False)  # came back: nobody there

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(fields=["link", "person_digest"], name="invitation_once_a_person"),
            models.CheckConstraint(
                condition=models.Q(returned=False) | models.Q(written=True),
                name="invitation_returned_was_written",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @staticmethod
    def sealed_for(link_id: int, contact: Contact) -> str:
        return seal(asdict(contact), within=f"link {link_id}")

    @property
    def contact(self) -> Contact:
        """Whom it is for. Raises Unreadable under another key."""
        return Contact(**unseal(self.sealed, within=f"link {self.link_id}"))


class Roll(models.Model):
    """The codes of one link that have been used, in one row: a bag, always sorted the same way.

    One row for all, so that neither the order of rows, nor the transaction that a database writes beside each,
    sets one invitation apart. The numbers stay when the names go.
    """

    link = models.OneToOneField("collection.Link", on_delete=models.CASCADE, related_name="roll")
    marks = models.JSONField(default=list)
    used = models.PositiveIntegerField(default=0)
    invited = models.PositiveIntegerField(default=0)  # written to, kept when names are erased
    returned = models.PositiveIntegerField(default=0)  # of them, those that came back

    class Meta:
        verbose_name = _("liste d’émargement")
        verbose_name_plural = _("listes d’émargement")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(returned__lte=models.F("invited")), name="roll_returned_was_invited"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.used}"


class Silence(models.Model):
    """An address that asked to be written to no more: its digest only, kept so that the wish is honoured."""

    person_digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("adresse à laisser tranquille")
        verbose_name_plural = _("adresses à laisser tranquilles")

    def __str__(self) -> str:
        return self.person_digest[:8]


class Correspondence(models.Model):
    """In whose name a campaign writes, and where replies go."""

    campaign = models.OneToOneField(
        "collection.Campaign", on_delete=models.CASCADE, related_name="correspondence"
    )
    sender = models.CharField(_("nom de qui écrit"), max_length=80)
    reply_to = models.EmailField(_("adresse pour répondre au message"), blank=True)

    class Meta:
        verbose_name = _("correspondance")
        verbose_name_plural = _("correspondances")

    def __str__(self) -> str:
        return self.sender


class Wording(models.Model):
    """The words of a message or a letter, once somebody has changed them."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        REMINDER = "reminder", _("relance")

    campaign = models.ForeignKey("collection.Campaign", on_delete=models.CASCADE, related_name="wordings")
    kind = models.CharField(max_length=10, choices=Kind)
    easy = models.BooleanField(default=False)
    subject = models.CharField(_("objet"), max_length=120)
    body = models.TextField(_("texte"), max_length=3000)

    class Meta:
        verbose_name = _("texte d’invitation")
        verbose_name_plural = _("textes d’invitation")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "kind", "easy"], name="wording_once_a_kind"),
        ]

    def __str__(self) -> str:
        return self.subject


class Mailing(models.Model):
    """Messages that leave together for one place, or letters that were posted together."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        SENDING = "sending", _("envoi en cours")
        STOPPED = "stopped", _("arrêté")
        DONE = "done", _("terminé")

    link = models.ForeignKey("collection.Link", on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=10, choices=Wording.Kind)
    channel = models.CharField(max_length=6, choices=Invitation.Channel)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    site = models.CharField(max_length=200)  # the address of the site, as who asked for it sees it
    total = models.PositiveIntegerField(default=0)  # people, those that will be left in peace included
    done = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    day = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("envoi")
        verbose_name_plural = _("envois")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["link"], condition=~models.Q(state="done"), name="mailing_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="stopped") | ~models.Q(error=""), name="mailing_stop_is_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.day}"

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def given_up(self) -> int:
        """How many messages were left unsent, once it is over."""
        return self.total - self.done if self.state == Mailing.State.DONE else 0

    def stop(self, reason: str) -> None:
        """The message that is leaving is the last: the others wait, and it is said why. What is over stays so."""
        going = Mailing.objects.filter(pk=self.pk, state__in=AT_WORK)
        if going.update(state=Mailing.State.STOPPED, error=reason):
            self.state, self.error = Mailing.State.STOPPED, reason


AT_WORK = (Mailing.State.WAITING, Mailing.State.SENDING)


class Message(models.Model):
    """One message of a mailing, until it has left: then nothing is kept of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("à envoyer")
        LEAVING = "leaving", _("en train de partir")
        FAILED = "failed", _("pas partie")

    class Reason(models.TextChoices):
        ADDRESS = "address", _("l’adresse n’existe pas")
        BUSY = "busy", _("la boîte est pleine, ou son serveur est occupé")
        REFUSED = "refused", _("le message a été refusé")
        UNSURE = "unsure", _("l’envoi a été coupé à ce message : il est peut-être parti")
        UNREADABLE = "unreadable", _("les coordonnées ne peuvent plus être lues")

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="deliveries")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["mailing", "invitation"], name="message_once_a_mailing"),
            models.CheckConstraint(
                condition=models.Q(state="failed") ^ models.Q(reason=""), name="message_failure_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    def fail(self, reason: str) -> None:
        self.state, self.reason = Message.State.FAILED, reason
        self.save(update_fields=["state", "reason"])


class Quota(models.Model):
    """How many answers a place aims at, and how many at most: then its link thanks, and closes."""

    link = models.OneToOneField("collection.Link", on_delete=models.CASCADE, related_name="quota")
    target = models.PositiveIntegerField(_("réponses attendues"))
    ceiling = models.PositiveIntegerField(_("réponses au plus"), null=True, blank=True)

    class Meta:
        verbose_name = _("objectif de réponses")
        verbose_name_plural = _("objectifs de réponses")
        constraints = [
            models.CheckConstraint(condition=models.Q(target__gte=1), name="quota_target_is_some"),
            models.CheckConstraint(
                condition=models.Q(ceiling=None)
                | (models.Q(ceiling__gte=models.F("target")) & models.Q(ceiling__gte=5)),
                name="quota_ceiling_is_above",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}"
