"""Every address of the site. A page belongs to the rightmost app whose data it shows."""

from django.urls import include, path

urlpatterns = [
    path("", include("arpent.home.urls")),
    path("", include("arpent.ui.urls")),
    path("compte/", include("arpent.accounts.urls")),
    path("compte/", include("allauth.urls")),
    path("reseau/", include("arpent.network.urls")),
    path("facile-a-lire/", include("arpent.proofreading.urls")),
    path("guide/", include("arpent.guide.urls")),
    path("etudes/regroupements/", include("arpent.reports.pooling.urls")),
    path("etudes/", include("arpent.studies.urls")),
    path("etudes/", include("arpent.surveys.urls")),
    path("etudes/", include("arpent.collection.urls")),
    path("etudes/", include("arpent.analysis.urls")),
    path("etudes/", include("arpent.reports.urls")),
    path("r/", include("arpent.collection.runner_urls")),
    path("hors-ligne/", include("arpent.collection.offline.urls")),
    path("rapports/", include("arpent.reports.public_urls")),
]

handler400 = "arpent.ui.views.bad_request"
handler403 = "arpent.ui.views.forbidden"
handler404 = "arpent.ui.views.not_found"
handler500 = "arpent.ui.views.server_error"
