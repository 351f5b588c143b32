from django.urls import path

from arpent.proofreading.views import looking, words

app_name = "proofreading"
urlpatterns = [
    path("", looking.try_text, name="try"),
    path("verifier/", looking.check, name="check"),
    path("mots/", words.words, name="words"),
    path("mots/importer/", words.import_words, name="import_words"),
    path("mots/exporter/", words.export_words, name="export_words"),
    path("mots/<int:word_id>/enlever/", words.forget_word, name="forget_word"),
]
