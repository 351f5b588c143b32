"""Many organisations at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from arpent.accounts.http import PersonalRequest
from arpent.network.forms import TableForm
from arpent.network.imports import HEADINGS, NEEDED, Plan, import_organisations, plan_import
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.network.rows import RowsRefused, read_rows


def import_table(request: PersonalRequest, organisation_id: int) -> HttpResponse:
    """Organisations from a table: all of them, or none with the reason of each refusal."""
    node = get_object_or_404(
        Organisation.objects.allowing(request.user, Right.MANAGE_PEOPLE), pk=organisation_id
    )
    form = TableForm(request.POST or None, request.FILES or None)
    plan = None
    if request.method == "POST" and form.is_valid():
        plan = _plan(form, node)
        if plan and not plan.refusals:
            return _carried_out(request, node, plan)
    context = {"form": form, "organisation": node, "plan": plan, "headings": HEADINGS}
    return render(request, "network/import.html", context)


def _plan(form: TableForm, node: Organisation) -> Plan | None:
    try:
        return plan_import(under=node, rows=read_rows(form.text(), headings=NEEDED))
    except RowsRefused as refusal:
        form.add_error(None, str(refusal))
        return None


def _carried_out(request: PersonalRequest, node: Organisation, plan: Plan) -> HttpResponse:
    added = len(import_organisations(under=node, additions=plan.additions))
    messages.success(
        request,
        ngettext("%(added)s organisation est ajoutée.", "%(added)s organisations sont ajoutées.", added)
        % {"added": added},
    )
    return redirect("network:organisation", node.pk)
