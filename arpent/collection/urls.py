from django.urls import path

from arpent.collection.offline import staff
from arpent.collection.reaching import urls as reaching
from arpent.collection.views import campaigns, files, links, preview, receiving

app_name = "collection"
urlpatterns = [
    *reaching.urlpatterns,
    path("<int:study_id>/collecte/", campaigns.campaigns, name="list"),
    path("<int:study_id>/collecte/ouvrir/", campaigns.open_new, name="open"),
    path("<int:study_id>/collecte/<int:campaign_id>/", campaigns.campaign, name="campaign"),
    path("<int:study_id>/collecte/<int:campaign_id>/clore/", campaigns.close, name="close"),
    path("<int:study_id>/collecte/<int:campaign_id>/rouvrir/", campaigns.reopen, name="reopen"),
    path("<int:study_id>/collecte/<int:campaign_id>/accueil/", receiving.receive, name="receive"),
    path("<int:study_id>/collecte/<int:campaign_id>/liens/", links.links, name="links"),
    path("<int:study_id>/collecte/<int:campaign_id>/liens/<int:link_id>/qr.svg", links.qr, name="qr"),
    path("<int:study_id>/collecte/<int:campaign_id>/appareils/", staff.devices, name="devices"),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/appareils/ouvrir/", staff.open_device, name="open_device"
    ),
    path("<int:study_id>/collecte/<int:campaign_id>/appareils/<int:device_id>/", staff.device, name="device"),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/appareils/<int:device_id>/qr.svg",
        staff.device_qr,
        name="device_qr",
    ),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/appareils/reessayer/",
        staff.hear_again,
        name="hear_again",
    ),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/appareils/<int:device_id>/fichier/",
        staff.take_file,
        name="take_file",
    ),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/appareils/<int:device_id>/retirer/",
        staff.revoke_device,
        name="revoke_device",
    ),
    path("<int:study_id>/collecte/<int:campaign_id>/importer/", files.deposit, name="import"),
    path("<int:study_id>/collecte/<int:campaign_id>/importer/<int:file_id>/", files.file, name="file"),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/importer/<int:file_id>/confirmer/",
        files.confirm,
        name="confirm_file",
    ),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/importer/<int:file_id>/retirer/",
        files.remove,
        name="remove_file",
    ),
    path("<int:study_id>/questionnaires/<int:version_id>/apercu/", preview.preview, name="preview"),
    path(
        "<int:study_id>/questionnaires/<int:version_id>/apercu/fin/", preview.preview_end, name="preview_end"
    ),
    path(
        "<int:study_id>/questionnaires/<int:version_id>/apercu/ecran/<str:name>/",
        preview.preview_screen,
        name="preview_screen",
    ),
    path(
        "<int:study_id>/questionnaires/<int:version_id>/apercu/voix/<str:keys>",
        preview.preview_voice,
        name="preview_voice",
    ),
    path(
        "<int:study_id>/questionnaires/<int:version_id>/apercu/media/<str:name>",
        preview.preview_media,
        name="preview_media",
    ),
]
