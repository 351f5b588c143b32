"""Long work that a page follows: its state, how far it is, what stopped it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Work(models.Model):
    """A row that a background task brings from waiting to ready."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        RUNNING = "running", _("en cours")
        READY = "ready", _("prêt")
        FAILED = "failed", _("interrompu")

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)  # parts finished
    total = models.PositiveIntegerField(default=0)  # parts in all; 0 while unknown
    error = models.TextField(blank=True)  # said to the person who asked

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="%(class)s_failure_is_explained"
            ),
        ]

    @property
    def is_ongoing(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    def advance(self, done: int, total: int) -> None:
        """Say how far the work is. Written at once: the page that follows reads another connection."""
        self.state, self.done, self.total = self.State.RUNNING, done, total
        self.save(update_fields=["state", "done", "total"])

    def fail(self, reason: str) -> None:
        """Stop, and keep the sentence that says why."""
        self.state, self.error = self.State.FAILED, reason
        self.save(update_fields=["state", "error"])
