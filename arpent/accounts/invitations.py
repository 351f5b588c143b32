"""The link by which an invited person chooses a first password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from arpent.accounts.models import User


def first_password_path(user: User) -> str:
    """Where this person chooses a password. It works once, for PASSWORD_RESET_TIMEOUT seconds.

    It puts out the links given before: whoever was shown one must not open the roles that are given now.
    """
    user.set_unusable_password()
    user.save(update_fields=["password"])
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)
