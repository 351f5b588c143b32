from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Under which terms something may be used. What the codes allow is said once, here."""

    OURS = "ours", _("à nous : l’organisation en a tous les droits")
    CC0 = "cc0", _("domaine public ou CC0")
    CC_BY = "cc-by", _("CC BY : citer l’auteur")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA : citer l’auteur, partager pareil")
    CC_BY_NC = "cc-by-nc", _("CC BY-NC : citer l’auteur, aucun commerce")
    CC_BY_NC_SA = "cc-by-nc-sa", _("CC BY-NC-SA : citer l’auteur, aucun commerce, partager pareil")
    AGREED = "agreed", _("avec l’accord écrit de l’auteur, pour nous seuls")
    RESERVED = "reserved", _("tous droits réservés, ou licence inconnue")

    @property
    def name_for_credit(self) -> str:
        """How a credit names it; empty when there is nothing to name."""
        return {"cc0": "CC0"}.get(
            self.value, self.value.upper().replace("CC-", "CC ") if "cc-" in self.value else ""
        )


SHAREABLE = (Licence.OURS, Licence.CC0, Licence.CC_BY, Licence.CC_BY_SA)
"""What may go to the whole network."""
ASKS_FOR_CREDIT = (Licence.CC_BY, Licence.CC_BY_SA, Licence.CC_BY_NC, Licence.CC_BY_NC_SA, Licence.AGREED)
