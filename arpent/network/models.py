from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arpent.network.rights import HELD_AT_THE_HEAD, RIGHTS, Right, Role, roles_with

if TYPE_CHECKING:
    from arpent.accounts.models import User


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def within(self, nodes: "OrganisationQuerySet") -> Self:
        """Those nodes and everything under them."""
        above = nodes.filter(path=Left(models.OuterRef("path"), Length("path")))
        return self.filter(models.Exists(above))

    def allowing(self, user: "User", right: Right) -> Self:
        """Where this person holds the right, directly or from a node above."""
        held = Organisation.objects.filter(
            memberships__in=Membership.objects.current().filter(user=user, role__in=roles_with(right))
        )
        return self.within(held)

    def visible_to(self, user: "User") -> Self:
        """Where this person has any role, what lies below, and the line of nodes above."""
        own = Organisation.objects.filter(memberships__in=Membership.objects.current().filter(user=user))
        below = models.Exists(own.filter(path=Left(models.OuterRef("path"), Length("path"))))
        above = models.Exists(own.filter(path__startswith=models.OuterRef("path")))
        return self.filter(below | above)


class Organisation(models.Model):
    """A node of the federation. `path` lists the identifiers from the head down: "/1/5/12/"."""

    class Kind(models.TextChoices):
        HEAD = "head", _("tête de réseau")
        REGION = "region", _("région")
        ASSOCIATION = "association", _("association")
        SERVICE = "service", _("service")
        EXPERT = "expert", _("expert")
        PARTNER = "partner", _("partenaire")

    name = models.CharField(_("nom"), max_length=160)
    kind = models.CharField(_("type"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("rattachée à"),
    )
    path = models.CharField(max_length=255, unique=True, editable=False)
    place = models.CharField(_("lieu"), max_length=120, blank=True)
    fictional = models.BooleanField(_("fictive"), default=False)

    objects: ClassVar[OrganisationQuerySet] = OrganisationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="organisation_name_once_under_parent"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisation_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & Q(path__endswith="/"),
                name="organisation_path_has_slashes",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """0 for the head."""
        return self.path.count("/") - 2

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[0].isupper()] or self.name.split()
        return "".join(word[0] for word in words[:2]).upper()

    def line(self) -> OrganisationQuerySet:
        """The nodes above it, the head first, and itself."""
        ids = [int(part) for part in self.path.strip("/").split("/")]
        return Organisation.objects.filter(pk__in=ids).order_by(Length("path"))

    def region(self) -> "Organisation | None":
        """The region it belongs to, itself included."""
        return self.line().filter(kind=Organisation.Kind.REGION).last()

    def rights_of(self, user: "User") -> frozenset[Right]:
        """What this person may do here, from the roles they hold at this node and above."""
        held = Membership.objects.current().filter(user=user, organisation__in=self.line())
        return frozenset().union(*(RIGHTS[Role(role)] for role in held.values_list("role", flat=True)))

    def roles_given_by(self, user: "User") -> list[Role]:
        """The roles this person may give here: none that allows more than they may do themselves."""
        rights = self.rights_of(user)
        if Right.MANAGE_PEOPLE not in rights:
            return []
        return [role for role in Role if RIGHTS[role] <= rights and self.takes(role)]

    def takes(self, role: Role) -> bool:
        """Whether the role has a meaning at this node: national roles are held at the head."""
        return self.kind == Organisation.Kind.HEAD or role not in HELD_AT_THE_HEAD


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Those that hold today. The one place where rights ask the date."""
        today = timezone.localdate()
        return self.filter(starts_on__lte=today).filter(Q(ends_on=None) | Q(ends_on__gte=today))

    def administering(self) -> Self:
        """The national administrators who stay: open accounts, without an end date."""
        return self.current().filter(role=Role.NATIONAL_ADMIN, ends_on=None, user__is_active=True)

    def managed_by(self, user: "User") -> Self:
        return self.filter(organisation__in=Organisation.objects.allowing(user, Right.MANAGE_PEOPLE))


class Membership(models.Model):
    """A role of a person at one node; it holds for everything below that node."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("rôle"), max_length=30, choices=Role)
    starts_on = models.DateField(_("depuis le"), default=timezone.localdate)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("rôle")
        verbose_name_plural = _("rôles")
        ordering = ["organisation__path", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="membership_role_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"
