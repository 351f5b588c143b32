"""Devices that answer without a network, the key that opens what they send, and what was received of it."""

import secrets
import uuid
from typing import TYPE_CHECKING, ClassVar, Protocol, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arpent.network.rights import Right
from arpent.studies.models import Participation, Study
from arpent.ui.work import Work

if TYPE_CHECKING:
    from arpent.accounts.models import User

LEGIBLE = "23456789abcdefghjkmnpqrstuvwxyz"


def new_device_token() -> str:
    """Twenty signs, 99 bits: scanned rather than typed, and never guessed."""
    return "".join(secrets.choice(LEGIBLE) for _ in range(20))


class OfflineKey(models.Model):
    """The two halves of a campaign's key: devices seal with the public one, the server alone opens with the other."""

    campaign = models.OneToOneField(
        "collection.Campaign",
        on_delete=models.CASCADE,
        related_name="offline_key",
        verbose_name=_("collecte"),
    )
    public = models.CharField(max_length=120)  # a point of P-256, uncompressed, in base 64
    locked = models.BinaryField()  # the private half, sealed with the site's secret key: see `sealing`

    class Meta:
        verbose_name = _("clé hors ligne")
        verbose_name_plural = _("clés hors ligne")

    def __str__(self) -> str:
        return str(self.campaign)


class DeviceQuerySet(models.QuerySet["Device"]):
    def run_by(self, user: "User") -> Self:
        """Those of the campaigns that this person runs."""
        return self.filter(campaign__study__in=Study.objects.allowing(user, Right.RUN_STUDY))


class Device(models.Model):
    """A tablet or an interviewer's device: it may carry the questionnaires of one association, and send answers."""

    class Use(models.TextChoices):
        KIOSK = "kiosk", _("tablette en libre-service")
        INTERVIEWER = "interviewer", _("une personne qui enquête")

    campaign = models.ForeignKey("collection.Campaign", on_delete=models.CASCADE, related_name="devices")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="+", verbose_name=_("association")
    )
    name = models.CharField(_("nom de l’appareil"), max_length=60)
    use = models.CharField(_("usage"), max_length=12, choices=Use)
    interviews = models.PositiveSmallIntegerField(
        _("entretiens à faire"), default=0, validators=[MaxValueValidator(500)]
    )
    idle_minutes = models.PositiveSmallIntegerField(
        _("minutes sans toucher avant d’effacer"),
        default=10,
        validators=[MinValueValidator(2), MaxValueValidator(60)],
    )  # a kiosk is wiped after them, and warns before
    exit_code = models.CharField(_("code de l’adulte"), max_length=8)  # leaves kiosk mode; protects no answer
    token = models.CharField(max_length=40, unique=True, default=new_device_token)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    opened_on = models.DateField()
    seen_on = models.DateField(null=True, blank=True)  # the day only: an hour would date the answers
    revoked_on = models.DateField(null=True, blank=True)

    objects: ClassVar[DeviceQuerySet] = DeviceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("appareil")
        verbose_name_plural = _("appareils")
        ordering = ["revoked_on", "participation__organisation__name", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(idle_minutes__gte=2), name="device_warns_before_it_is_wiped"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_kiosk(self) -> bool:
        return self.use == Device.Use.KIOSK


class Drawn(Protocol):
    """A parcel once it is drawn: see `arpent.collection.offline.parcels`."""

    @property
    def digest(self) -> str: ...
    @property
    def zipped(self) -> bytes: ...
    @property
    def clips(self) -> int: ...
    @property
    def sound(self) -> int: ...


class ParcelWork(Work):
    """A parcel of a device: drawn in the background, and again when what it says changes. The last one stays meanwhile."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="parcels")
    link = models.ForeignKey("collection.Link", on_delete=models.CASCADE, related_name="+")
    asked = models.CharField(max_length=64)  # what it should say, as a fingerprint
    digest = models.CharField(max_length=16, blank=True)
    zipped = models.BinaryField(default=bytes)
    clips = models.PositiveIntegerField(default=0)  # how many sounds its pages play
    sound = models.PositiveBigIntegerField(default=0)  # their bytes

    class Meta(Work.Meta):
        verbose_name = _("colis d’un appareil")
        verbose_name_plural = _("colis d’appareils")
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(fields=["device", "link"], name="parcel_once_for_a_device"),
        ]

    def __str__(self) -> str:
        return f"{self.device}, {self.get_state_display()}"

    def ask(self, asked: str) -> None:
        """It should say that: it waits for its turn."""
        self.asked, self.state, self.error, self.done, self.total = asked, self.State.WAITING, "", 0, 0
        self.save(update_fields=["asked", "state", "error", "done", "total"])

    def keep(self, drawn: Drawn) -> None:
        """Ready, unless something else was asked for while it was drawn: then another task draws it."""
        told = {name: getattr(drawn, name) for name in ("digest", "zipped", "clips", "sound")}
        ParcelWork.objects.filter(pk=self.pk, asked=self.asked).update(state=self.State.READY, **told)


class Delivery(models.Model):
    """One answer that a device sent: its identifier there, so that it counts once. Nothing leads to the answer."""

    class State(models.TextChoices):
        TAKEN = "taken", _("reçue")
        ASIDE = "aside", _("mise de côté")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # made by the device
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=6, choices=State)

    class Meta:
        verbose_name = _("envoi")
        verbose_name_plural = _("envois")

    def __str__(self) -> str:
        return self.get_state_display()


class KeptAside(models.Model):
    """An answer that came from a device and could not be counted: kept whole, with the reason."""

    class Reason(models.TextChoices):
        VERSION = "version", _("elle répond à une autre version du questionnaire")
        LINK = "link", _("elle répond à un questionnaire qui n’est pas de cette association")
        SHAPE = "shape", _("elle n’est pas écrite comme attendu")
        ANSWER = "answer", _("une réponse ne suit pas les règles du questionnaire")
        REQUIRED = "required", _("une réponse obligatoire manque")
        LATE = "late", _("elle a été donnée après la clôture")

    campaign = models.ForeignKey("collection.Campaign", on_delete=models.CASCADE, related_name="kept_aside")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=8, choices=Reason)
    question = models.CharField(max_length=255, blank=True)  # the one that is concerned
    use = models.CharField(max_length=12, choices=Device.Use)
    content = models.JSONField()
    day = models.DateField()

    class Meta:
        verbose_name = _("réponse mise de côté")
        verbose_name_plural = _("réponses mises de côté")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.get_reason_display()
