from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, ClassVar, Self

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
