from django.urls import path

from arpent.analysis.views import coding, topics

asked = "<int:study_id>/collecte/<int:campaign_id>/mots/<int:version_id>/<str:question>/"
one = f"{asked}sujets/<int:topic_id>/"
text = f"{asked}codage/<slug:turn>/<uuid:text_id>/"
urlpatterns = [
    path(f"{asked}sujets/", topics.topics, name="topics"),
    path(f"{asked}sujets/ajouter/", topics.add, name="add_topic"),
    path(f"{asked}sujets/annuler/", topics.undo, name="undo_topics"),
    path(one, topics.topic, name="topic"),
    path(f"{one}citer/<uuid:text_id>/", topics.quote, name="quote_text"),
    path(f"{asked}codage/", coding.coding, name="coding"),
    path(f"{asked}codage/<slug:turn>/", coding.following, name="next_code"),
    path(text, coding.code, name="code"),
    path(f"{text}annuler/", coding.forget, name="forget_code"),
    path(f"{asked}codes/", coding.codes, name="codes"),
]
