"""The pages of who runs a campaign: its devices, opening one, taking it back, what was kept aside."""

import io

import segno
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.collection.models import Campaign
from arpent.collection.offline import actions, files
from arpent.collection.offline.drawing import asked_for
from arpent.collection.offline.forms import DeviceForm, SealedFileForm
from arpent.collection.offline.models import Device, KeptAside
from arpent.collection.reach import TOO_FEW


def devices(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Every device of a campaign, when it was last seen, and how much it has sent."""
    campaign = _campaign(request, study_id, campaign_id)
    shown = campaign.devices.select_related("participation__organisation")
    sent = dict(shown.order_by().values_list("pk").annotate(n=Count("deliveries")))
    aside = KeptAside.objects.filter(campaign=campaign).select_related("participation__organisation")
    context = {
        "study": campaign.study,
        "campaign": campaign,
        "devices": [(device, received(sent[device.pk])) for device in shown],
        "aside": aside,
    }
    return render(request, "collection/devices.html", context)


@require_POST
def hear_again(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Once what was wrong is mended: what was kept aside is heard again."""
    campaign = _campaign(request, study_id, campaign_id)
    counted = actions.hear_again(campaign=campaign)
    left = campaign.kept_aside.count()
    found = ngettext(
        "%(n)s réponse compte maintenant.", "%(n)s réponses comptent maintenant.", max(counted, 1)
    )
    stays = ngettext("%(n)s reste de côté.", "%(n)s restent de côté.", max(left, 1))
    messages.success(request, f"{found % {'n': counted}} {stays % {'n': left}}")
    return redirect("collection:devices", study_id, campaign_id)


def became(tally: files.Tally) -> str:
    """What was taken of a file, in numbers."""
    counted = ngettext("%(n)s réponse reçue.", "%(n)s réponses reçues.", max(tally.taken, 1))
    known = ngettext("%(n)s était déjà reçue.", "%(n)s étaient déjà reçues.", max(tally.known, 1))
    aside = ngettext(
        "%(n)s est reçue et mise de côté : voyez pourquoi sur la page des appareils.",
        "%(n)s sont reçues et mises de côté : voyez pourquoi sur la page des appareils.",
        max(tally.aside, 1),
    )
    said = [counted % {"n": tally.taken}, known % {"n": tally.known} if tally.known else ""]
    return " ".join(filter(None, [*said, aside % {"n": tally.aside} if tally.aside else ""]))


def refused(why: str, number: int) -> str:
    """How many answers of a file were not taken, for that reason."""
    if why == files.TOO_BIG:
        told = ngettext(
            "%(n)s réponse n’est pas reçue : elle est trop lourde. Gardez-la sur l’appareil.",
            "%(n)s réponses ne sont pas reçues : elles sont trop lourdes. Gardez-les sur l’appareil.",
            number,
        )
    else:
        told = ngettext(
            "%(n)s réponse n’est pas reçue : elle est abîmée, ou n’a pas été scellée pour cette collecte. Ne "
            "l’effacez pas de l’appareil.",
            "%(n)s réponses ne sont pas reçues : elles sont abîmées, ou n’ont pas été scellées pour cette collecte. "
            "Ne les effacez pas de l’appareil.",
            number,
        )
    return told % {"n": number}


def received(sent: int) -> str:
    """How many answers a device has sent, when that says nothing of anyone."""
    return _("moins de 5") if 0 < sent < TOO_FEW else str(sent)


def open_device(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Describe a device; the next page shows the code that it scans."""
    campaign = _campaign(request, study_id, campaign_id)
    form = DeviceForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        device = actions.open_device(
            campaign=campaign, by=request.user, on=timezone.localdate(), **form.cleaned_data
        )
        asked_for(device)  # its pages are drawn while its code is scanned
        return redirect("collection:device", study_id, campaign_id, device.pk)
    context = {"study": campaign.study, "campaign": campaign, "form": form}
    return render(request, "collection/open_device.html", context)


def device(request: PersonalRequest, study_id: int, campaign_id: int, device_id: int) -> HttpResponse:
    """The address and the code to scan, and what to do with them."""
    shown = _device(request, study_id, campaign_id, device_id)
    return _device_page(request, shown, SealedFileForm(device=shown, on=timezone.localdate()))


@require_POST
def take_file(request: PersonalRequest, study_id: int, campaign_id: int, device_id: int) -> HttpResponse:
    """What a device that found no network wrote in a file: each answer is taken once, and it is said what became of it."""
    shown, today = _device(request, study_id, campaign_id, device_id), timezone.localdate()
    if shown.revoked_on:
        raise Http404
    form = SealedFileForm(request.POST, request.FILES, device=shown, on=today)
    if not form.is_valid():
        return _device_page(request, shown, form, status=422)
    tally = files.take_file(device=shown, answers=form.cleaned_data["file"], on=today)
    messages.success(request, became(tally))
    for why, number in tally.refused.items():
        messages.warning(request, refused(why, number))
    return redirect("collection:device", study_id, campaign_id, device_id)


def _device_page(
    request: PersonalRequest, shown: Device, form: SealedFileForm, status: int = 200
) -> HttpResponse:
    context = {
        "study": shown.campaign.study,
        "campaign": shown.campaign,
        "device": shown,
        "address": address_of(request, shown),
        "secure": request.is_secure() or request.get_host().split(":")[0] in ("localhost", "127.0.0.1"),
        "form": form,
        "parcels": shown.parcels.select_related("link__version__questionnaire__audience").order_by(
            "link__version__questionnaire__audience__rank"
        ),
    }
    return render(request, "collection/device.html", context, status=status)


def device_qr(request: PersonalRequest, study_id: int, campaign_id: int, device_id: int) -> HttpResponse:
    """The code that the device scans."""
    shown = _device(request, study_id, campaign_id, device_id)
    drawing = io.BytesIO()
    segno.make(address_of(request, shown), error="q", micro=False).save(
        drawing, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


def revoke_device(request: PersonalRequest, study_id: int, campaign_id: int, device_id: int) -> HttpResponse:
    """Ask, then take it back: a lost tablet receives and sends nothing any more."""
    shown = _device(request, study_id, campaign_id, device_id)
    back = reverse("collection:devices", args=[study_id, campaign_id])
    if request.method == "POST":
        actions.revoke_device(device=shown, on=timezone.localdate())
        messages.success(request, _("L’appareil est retiré. Ce qu’il a envoyé reste."))
        return redirect(back)
    context = {
        "question": _("Retirer « %(name)s » ?") % {"name": shown.name},
        "consequence": _(
            "Il ne pourra plus rien envoyer. Les réponses qui y attendent sont scellées : personne ne peut les y"
            " lire. S’il est retrouvé, ouvrez-le de nouveau : elles partiront."
        ),
        "verb": _("Retirer cet appareil"),
        "dangerous": True,
        "back_url": back,
        "back_label": _("Le garder"),
    }
    return render(request, "ui/confirm.html", context)


def address_of(request: HttpRequest, shown: Device) -> str:
    """The full address that the device opens."""
    return request.build_absolute_uri(reverse("offline:home", args=[shown.token]))


def _campaign(request: PersonalRequest, study_id: int, campaign_id: int) -> Campaign:
    run = Campaign.objects.run_by(request.user).filter(study=study_id).select_related("study__territory")
    return get_object_or_404(run, pk=campaign_id)


def _device(request: PersonalRequest, study_id: int, campaign_id: int, device_id: int) -> Device:
    detailed = Device.objects.run_by(request.user).select_related(
        "campaign__study__territory", "participation__organisation"
    )
    return get_object_or_404(detailed, pk=device_id, campaign=campaign_id, campaign__study=study_id)
