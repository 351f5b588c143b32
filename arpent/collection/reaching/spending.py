"""Coming in with the code of an invitation, and using it up: once, in one transaction, leaving no path to the answer."""

from uuid import uuid4

from arpent.collection.models import Link, Response
from arpent.collection.reaching.codes import answer_of, code_digest, mark_of
from arpent.collection.reaching.models import Invitation, Roll


def entered(code: str) -> Link | None:
    """The link of an invitation as its holder sees it: in every address, their code stands for its token."""
    invitation = Invitation.objects.filter(code_digest=code_digest(code)).only("link_id").first()
    if invitation is None:
        return None
    link = Link.objects.detailed().defer("version__content").get(pk=invitation.link_id)
    link.token = link.code = code
    return link


def is_used(link: Link) -> bool:
    """Whether the code through which one came in has given its answer."""
    marks = Roll.objects.filter(link=link.pk).values_list("marks", flat=True).first()
    return mark_of(link.code) in (marks or ())


def begun(link: Link, *, hold: bool = False) -> Response | None:
    """The unfinished answer of the code, if there is one; `hold` keeps other windows waiting."""
    found = link.responses.filter(pk=answer_of(link.code), status=Response.Status.ONGOING)
    held = (found.select_for_update() if hold else found).first()
    if held:
        held.link = link
    return held


def use_up(response: Response, code: str) -> None:
    """Write the code down as used, and give the answer an identifier that no code leads to. Inside a transaction.

    Raises Response.DoesNotExist when the code was used meanwhile.
    """
    Roll.objects.get_or_create(link_id=response.link_id)
    roll = Roll.objects.select_for_update().get(link_id=response.link_id)
    mark = mark_of(code)
    if mark in roll.marks:
        raise Response.DoesNotExist
    roll.marks = sorted([*roll.marks, mark])
    roll.used += 1
    roll.save(update_fields=["marks", "used"])
    fresh = uuid4()
    Response.objects.filter(pk=response.pk).update(id=fresh)
    response.pk = fresh
