from django.urls import path

from arpent.collection.reaching.views import silence
from arpent.collection.views import care, entrance, leaving, practice, respond, understanding, who

app_name = "runner"
urlpatterns = [
    path("reprendre/", entrance.resume_anywhere, name="resume_anywhere"),
    path("<str:token>/", entrance.welcome, name="welcome"),
    path("<str:token>/ne-plus-ecrire/", silence.silence, name="silence"),
    path("<str:token>/accord/", entrance.consent, name="consent"),
    path("<str:token>/accord/comprendre/", understanding.understand, name="understand"),
    path("<str:token>/non/", entrance.respected, name="respected"),
    path("<str:token>/retirer/", care.take_back, name="take_back"),
    path("<str:token>/aider/", care.helper_sheet, name="helper_sheet"),
    path("<str:token>/aider.pdf", care.helper_sheet_pdf, name="helper_sheet_pdf"),
    path("<str:token>/reprendre/", entrance.resume, name="resume"),
    path("<str:token>/efface/", leaving.erased, name="erased"),
    path("<str:token>/media/<str:name>", entrance.media, name="media"),
    path("<str:token>/voix/<str:keys>", entrance.voice, name="voice"),
    path("<str:token>/<uuid:response_id>/", respond.go_on, name="go_on"),
    path("<str:token>/<uuid:response_id>/qui/", who.who, name="who"),
    path("<str:token>/<uuid:response_id>/aide-recue/", who.helped, name="helped"),
    path("<str:token>/<uuid:response_id>/d-accord/", who.assent, name="assent"),
    path("<str:token>/<uuid:response_id>/tutelle/", who.guardian, name="guardian"),
    path("<str:token>/<uuid:response_id>/essai/<int:number>/", practice.practice, name="practice"),
    path("<str:token>/<uuid:response_id>/echelle/<str:rung>/", practice.ladder, name="ladder"),
    path("<str:token>/<uuid:response_id>/question/<str:name>/", respond.question, name="question"),
    path("<str:token>/<uuid:response_id>/choix/", respond.chosen, name="chosen"),
    path("<str:token>/<uuid:response_id>/relire/", respond.review, name="review"),
    path("<str:token>/<uuid:response_id>/merci/", respond.thanks, name="thanks"),
    path("<str:token>/<uuid:response_id>/pause/", leaving.pause, name="pause"),
    path("<str:token>/<uuid:response_id>/arreter/", leaving.stop, name="stop"),
    path("<str:token>/<uuid:response_id>/aide/", leaving.help_page, name="help"),
]
