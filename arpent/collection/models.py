import secrets
import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from arpent.collection.care import models as _care  # noqa: F401 — Django looks for models here
from arpent.collection.care.outcomes import Around
from arpent.collection.offline import models as _offline  # noqa: F401 — Django looks for models here
from arpent.collection.reaching import models as _reaching  # noqa: F401 — and here
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.studies.models import Audience, Participation, Study
from arpent.surveys.models import Version

if TYPE_CHECKING:
    from arpent.accounts.models import User

RESUME_DAYS = 30
"""How long a resume code is kept, and unfinished answers with it."""


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: "User") -> Self:
        """Campaigns of the studies that this person follows, at the head of the study or in an association."""
        studies = Study.objects.visible_to(user)
        reached = Organisation.objects.allowing(user, Right.SEE_COLLECTION)
        taking_part = Participation.objects.filter(organisation__in=reached).values("study")
        return self.filter(study__in=studies).filter(
            Q(study__territory__in=reached) | Q(study__in=taking_part)
        )

    def run_by(self, user: "User") -> Self:
        return self.filter(study__in=Study.objects.allowing(user, Right.RUN_STUDY))


class Campaign(models.Model):
    """A period during which a study gathers answers, and the day on which raw answers are erased."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="campaigns")
    title = models.CharField(_("titre"), max_length=120)
    versions = models.ManyToManyField(Version, related_name="campaigns", verbose_name=_("questionnaires"))
    opens_on = models.DateField(_("ouverture"))
    closes_on = models.DateField(_("clôture"))
    purge_on = models.DateField(_("effacement des réponses brutes"))
    forget_on = models.DateField(_("effacement des coordonnées"))
    purpose = models.TextField(_("à quoi servent les réponses"), blank=True)
    easy_purpose = models.TextField(_("la même chose, facile à lire"), blank=True)
    contact = models.CharField(_("qui appeler en cas de question"), max_length=200)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closed_on = models.DateField(_("close le"), null=True, blank=True)
    counted_on = models.DateField(null=True, blank=True)  # the last day on which its answers were frozen

    objects: ClassVar[CampaignQuerySet] = CampaignQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("collecte")
        verbose_name_plural = _("collectes")
        ordering = ["-opens_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="campaign_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(purge_on__gt=F("closes_on")), name="campaign_purges_after_closing"
            ),
            models.CheckConstraint(
                condition=Q(forget_on__gt=F("closes_on")) & Q(forget_on__lte=F("purge_on")),
                name="campaign_forgets_names_after_closing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    class Phase(models.TextChoices):
        AHEAD = "ahead", _("ouvre bientôt")
        OPEN = "open", _("ouverte")
        CLOSED = "closed", _("close")
        PURGED = "purged", _("réponses brutes effacées")

    def phase(self, on: date) -> Phase:
        """Where it stands on that day."""
        if on >= self.purge_on:
            return Campaign.Phase.PURGED
        if self.closed_on is not None or on > self.closes_on:
            return Campaign.Phase.CLOSED
        return Campaign.Phase.AHEAD if on < self.opens_on else Campaign.Phase.OPEN

    def count_answers(self, on: date) -> None:
        """Its answers were frozen on that day: who takes theirs back later is told so."""
        self.counted_on = max(on, self.counted_on or on)
        self.save(update_fields=["counted_on"])

    def is_open(self, on: date) -> bool:
        """Whether links answer on that day."""
        return self.closed_on is None and self.opens_on <= on <= self.closes_on


LEGIBLE = "23456789abcdefghjkmnpqrstuvwxyz"  # neither 0 and o, nor 1, i and l


def new_token() -> str:
    """Ten signs, 49 bits: short enough to be typed from a poster, too long to be guessed over a network."""
    return "".join(secrets.choice(LEGIBLE) for _ in range(10))


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, user: "User") -> Self:
        """All the links of a study for who follows its territory; its own for who follows an association."""
        reached = Organisation.objects.allowing(user, Right.SEE_COLLECTION)
        return self.filter(campaign__in=Campaign.objects.visible_to(user)).filter(
            Q(campaign__study__territory__in=reached) | Q(participation__organisation__in=reached)
        )

    def detailed(self) -> Self:
        """With all that a page needs to name them."""
        return self.select_related(
            "campaign__study__territory", "version__questionnaire__audience", "participation__organisation"
        )


class Link(models.Model):
    """One address, and its QR code, for one audience of one association. It names no one."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="links")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="links")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="links")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    refusals = models.PositiveIntegerField(default=0)  # how many said no; nothing else is kept of them
    withdrawals = models.PositiveIntegerField(default=0)  # how many took their answers back
    code: str = ""  # the invitation through which one came in, when one did: no column

    objects: ClassVar[LinkQuerySet] = LinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("lien")
        verbose_name_plural = _("liens")
        ordering = ["participation__organisation__name", "version__questionnaire__audience__rank"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "version", "participation"], name="link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participation.organisation}, {self.version.questionnaire.audience}"

    @property
    def audience(self) -> Audience:
        return self.version.questionnaire.audience


IMPORTS = "imports/"


class AnswerFile(models.Model):
    """Answers gathered elsewhere, brought into a campaign whole or not at all."""

    class State(models.TextChoices):
        READING = "reading", _("lecture en cours")
        READ = "read", _("lu, à confirmer")
        WAITING = "waiting", _("import en cours")
        DONE = "done", _("importé")
        REFUSED = "refused", _("refusé")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="files")
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="+", verbose_name=_("questionnaire")
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # when the whole file comes from one association
    column = models.CharField(max_length=255, blank=True)  # else the column that names it
    file = models.FileField(upload_to=IMPORTS, max_length=255)
    name = models.CharField(_("nom du fichier"), max_length=255)
    fingerprint = models.CharField(max_length=64)  # SHA-256: the same file is not counted twice
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    report = models.JSONField(default=dict)  # what did not fit, row by row: see arpent.collection.imports
    rows = models.PositiveIntegerField(default=0)  # in the file
    kept = models.PositiveIntegerField(default=0)  # of them, those that have an association
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    day = models.DateField()

    class Meta:
        verbose_name = _("fichier de réponses")
        verbose_name_plural = _("fichiers de réponses")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "version", "fingerprint"],
                condition=~Q(state="refused"),
                name="answer_file_once_in_a_campaign",
            ),
            models.CheckConstraint(
                condition=Q(participation=None) ^ Q(column=""), name="answer_file_says_its_association"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_work(self) -> bool:
        return self.state in (AnswerFile.State.READING, AnswerFile.State.WAITING)

    def refuse(self, reasons: list[str]) -> None:
        """Nothing is imported, and it is said why."""
        self.state, self.report = AnswerFile.State.REFUSED, {"errors": reasons}
        self.save(update_fields=["state", "report"])

    def forget_file(self) -> None:
        """Erase the file itself: raw answers do not stay in a folder."""
        if self.file.name:
            self.file.storage.delete(self.file.name)


class ResponseQuerySet(models.QuerySet["Response"]):
    def kept(self) -> Self:
        """Answers that count: sent, or stopped by a person who chose to keep them."""
        return self.filter(status__in=(Response.Status.SENT, Response.Status.STOPPED))

    def detailed(self) -> Self:
        """With all that a page of the runner needs to name its link."""
        return self.select_related(
            "link__campaign__study__territory",
            "link__version__questionnaire__audience",
            "link__participation__organisation",
        )

    def abandoned(self, on: date) -> Self:
        """Begun and left, beyond the days during which they can be resumed."""
        return self.filter(status=Response.Status.ONGOING, day__lt=on - timedelta(days=RESUME_DAYS))

    def resumable(self, on: date) -> Self:
        """Those that can still be resumed."""
        return self.filter(status=Response.Status.ONGOING, day__gte=on - timedelta(days=RESUME_DAYS))

    def past_purge(self, on: date) -> Self:
        return self.filter(link__campaign__purge_on__lte=on)


class Response(Around):
    """The answers of one person. No name, no address, no device, no hour: the day only."""

    class Status(models.TextChoices):
        ONGOING = "ongoing", _("en cours")
        SENT = "sent", _("envoyée")
        STOPPED = "stopped", _("arrêtée et gardée")

    class Mode(models.TextChoices):
        WEB = "web", _("en ligne")
        TABLET = "tablet", _("tablette")
        INTERVIEWER = "interviewer", _("avec une personne qui enquête")
        PHONE = "phone", _("par téléphone")
        PAPER = "paper", _("papier")
        OFFLINE = "offline", _("hors ligne")
        IMPORTED = "imported", _("importée")

    class Voice(models.TextChoices):
        ALONE = "alone", _("a répondu sans aide")
        HELPED = "helped", _("a répondu avec de l’aide")
        PROXY = "proxy", _("quelqu’un a répondu à sa place")
        UNKNOWN = "unknown", _("on ne sait pas")

    class Help(models.TextChoices):
        READ = "read", _("lire")
        EXPLAIN = "explain", _("expliquer")
        CLICK = "click", _("appuyer ou écrire")

    class ChosenFor(models.TextChoices):
        NO = "no", _("personne n’a choisi à sa place")
        SOME = "some", _("quelqu’un a choisi parfois")
        ALL = "all", _("quelqu’un a tout choisi")

    class Helper(models.TextChoices):
        FAMILY = "family", _("une personne de la famille")
        PROFESSIONAL = "professional", _("une personne professionnelle")
        FRIEND = "friend", _("un ami ou une amie")
        VOLUNTEER = "volunteer", _("une personne bénévole")
        INTERVIEWER = "interviewer", _("une personne qui enquête")
        OTHER = "other", _("une autre personne")

    class Sign(models.TextChoices):
        ACQUIESCENCE = "acquiescence", _("dit oui à une chose et à son contraire")
        CONTRADICTION = "contradiction", _("se contredit")
        LAST_OPTION = "last_option", _("choisit presque toujours la dernière réponse")
        STRAIGHT_LINING = "straight_lining", _("donne partout la même réponse")
        CONTROL = "control", _("répond autrement qu’attendu à une question de contrôle")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="responses")
    status = models.CharField(max_length=10, choices=Status, default=Status.ONGOING)
    answers = models.JSONField(default=dict)  # as arpent.instrument.answering writes them
    edition = models.CharField(max_length=40)  # the one in which it is read now; at the end, when it was sent
    editions = models.JSONField(default=list)  # every one that was read, in the order of first use
    switches = models.PositiveSmallIntegerField(default=0)  # how many times the person changed edition
    faces = models.PositiveSmallIntegerField(null=True, blank=True)  # 5, 3 or 2: what the ladder found
    turned = models.BooleanField(default=False)  # whether pictured choices stand in the other order
    signs = models.JSONField(
        default=list
    )  # ways of answering to look at: values of Sign, never a reason to delete
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.WEB)
    voice = models.CharField(max_length=8, choices=Voice, default=Voice.UNKNOWN)
    help = models.JSONField(default=list)  # values of Help
    helper = models.CharField(max_length=40, choices=Helper, blank=True)  # by function, never by name
    day = models.DateField()  # of the last change; never the hour
    chosen_for = models.CharField(max_length=4, choices=ChosenFor, blank=True)  # asked again at the end
    brought_by = models.ForeignKey(
        AnswerFile, on_delete=models.CASCADE, null=True, blank=True, related_name="responses"
    )
    resume_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)  # of the resume code

    objects: ClassVar[ResponseQuerySet] = ResponseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        indexes = [models.Index(fields=["link", "status"], name="response_by_link")]
        constraints = [
            *Around.Meta.constraints,
            models.CheckConstraint(
                condition=Q(helper="") | Q(voice__in=("helped", "proxy")), name="response_helper_needs_help"
            ),
            models.CheckConstraint(
                condition=Q(faces=None) | Q(faces__in=(2, 3, 5)), name="response_faces_are_drawn"
            ),
            models.CheckConstraint(
                condition=Q(status="ongoing") | Q(resume_digest=None), name="response_sent_has_no_resume_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.day}"

    def said_by(self, voice: str) -> None:
        """Who answers. Help that was told before is forgotten when there is no help any more, and the faces that a
        person tells apart when someone else looks at them."""
        self.voice = voice
        if voice == Response.Voice.PROXY:
            self.faces = None
        if voice not in (Response.Voice.HELPED, Response.Voice.PROXY):
            self.helper, self.help = "", []
        if voice != Response.Voice.PROXY:
            self.assent = ""
        self.helped_later = False
        self.save(update_fields=["voice", "helper", "help", "assent", "helped_later", "faces"])

    def turned_out_helped(self) -> None:
        """Said at the end by someone who had begun alone."""
        self.voice, self.helped_later = Response.Voice.HELPED, True
        self.save(update_fields=["voice", "helped_later"])

    def helped_by(self, helper: str, ways: list[str]) -> None:
        self.helper, self.help = helper, ways
        self.save(update_fields=["helper", "help"])

    def agreed_for(self, assent: str) -> None:
        """What a proxy tells of the person's own wish."""
        self.assent = assent
        self.save(update_fields=["assent"])

    def tell_guardian(self, informed: str) -> None:
        self.guardian = informed
        self.save(update_fields=["guardian"])

    def say_chosen(self, chosen_for: str) -> None:
        self.chosen_for = chosen_for
        self.save(update_fields=["chosen_for"])

    def read_in(self, edition: str) -> None:
        """Go on in another edition. The change is counted; what was answered stays."""
        if edition != self.edition:
            self.edition, self.switches = edition, min(self.switches + 1, 32_767)
            self.editions = list(dict.fromkeys([*self.editions, edition]))
            self.save(update_fields=["edition", "switches", "editions"])

    def masters(self, faces: int) -> None:
        """The largest set of faces that the person tells apart."""
        self.faces = faces
        self.save(update_fields=["faces"])
