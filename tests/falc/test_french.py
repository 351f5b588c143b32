"""French as it is written: what looks like a fault and is none, and what is one although it hides."""

import pytest

from arpent.falc import check
from arpent.falc.lexicon import word
from arpent.falc.text import read

NO_FAULT = [
    ("V02", "Il y a une personne à l’accueil."),
    ("V02", "Le train est plus rapide."),
    ("V02", "Marchez au pas."),
    ("V02", "Vous voulez plus de pain ?"),
    ("V02", "J’ai peur qu’il ne pleuve."),
    ("V02", "Je ne sais pas"),
    ("V02", "Appuyez sur « je ne veux pas répondre »."),
    ("V01", "Paul est né en 1985."),
    ("V01", "Marie est arrivée hier."),
    ("V01", "Je me suis lavé les mains."),
    ("V01", "Nous nous sommes rencontrés au foyer."),
    ("V01", "Il est content de son travail."),
    ("V01", "La porte est fermée."),
    ("V01", "Elle est très fatiguée."),
    ("V05", "La loi dit que vous avez des droits."),
    ("V05", "La personne est un aidant."),
    ("V05", "Pendant la fête, nous dansons."),
    ("P02", "Est-ce que la porte est ouverte ?"),
    ("P02", "Les repas et la musique plaisent à Paul."),
    ("P03", "Votre père et votre mère viennent-ils ?"),
    ("P03", "Est-ce que vous voulez du thé ou du café ?"),
    ("C02", "Elle a un vélo neuf."),
    ("C02", "Ils sont venus tous les deux."),
    ("C02", "Une personne vous aide."),
    ("C03", "La loi date de 2005."),
    ("C03", "Appelez le 3977."),
    ("C03", "Nous habitons 12 rue des Lilas, 59000 Lille."),
    ("C04", "Le repas coûte 3,50 euros."),
    ("C04", "Page 2 sur 12"),
    ("C08", "- un pull\n- un short"),
    ("C08", "Mon adresse est paul.durand@exemple.fr"),
    ("C09", "La salle fait 20 m²."),
    ("C10", "Allez sur le site www.exemple.fr"),
    ("C06", "Le train part à 14 heures 30."),
    ("M06", "Il fait froid. Monsieur Paul reste à la maison."),
    ("M07", "La TV est en panne."),
    ("P05", "Nous partons demain, avec Paul."),
    ("P06", "La maison départementale des personnes handicapées (MDPH) répond."),
    ("S03", "Demain, nous partons, et Paul reste."),
    ("V07", "Vous dites : « Tu viens ? »."),
    ("P04", "Madame Martin vous dit : « Bonjour. Entrez. »"),
]
FAULT = [
    ("V01", "Les repas sont préparés par l’équipe."),
    ("V01", "Une réponse vous sera envoyée."),
    ("V01", "Le livre a été lu."),
    ("V02", "Il n’y a plus de pain."),
    ("V02", "Personne ne vient."),
    ("V02", "N’oubliez jamais votre carte."),
    ("V03", "Ce n’est pas impossible."),
    ("V03", "Vous ne devez pas sortir sans votre carte."),
    ("V05", "Il vint le lendemain."),
    ("V05", "Nous avions mangé."),
    ("V05", "En mangeant, regardez votre assiette."),
    ("P03", "Est-ce que le repas est bon et le personnel est gentil ?"),
    ("P03", "Aimez-vous lire et écrire ?"),
    ("C01", "Au XIXe siècle, le roi part."),
    ("C01", "Lisez le chapitre V du livre."),
    ("C02", "Il y a vingt-deux places."),
    ("C02", "Il y a quatre-vingt-dix-sept places."),
    ("C05", "La fête est le lundi 12/03."),
    ("C05", "La fête est le 2026-03-12."),
    ("C06", "Le train part à 14h30."),
    ("C08", "Venez avec votre carte et/ou votre badge."),
    ("C10", "Les habitants(es) votent."),
    ("L06", "Nous allons à la mai-\nson."),
]


@pytest.mark.parametrize(("rule", "text"), NO_FAULT)
def test_what_is_no_fault_is_let_go(rule: str, text: str) -> None:
    assert check(text).of(rule) == ()


@pytest.mark.parametrize(("rule", "text"), FAULT)
def test_what_is_a_fault_is_found(rule: str, text: str) -> None:
    assert check(text).of(rule)


FIXES = [
    ("La fête est le 12/03/2026.", "La fête est le 12 mars 2026."),
    ("Le livre sort le 1/5/26.", "Le livre sort le 1er mai 2026."),
    ("Le train part à 14h30.", "Le train part à 14 heures 30."),
    ("Le train part à 1 h.", "Le train part à 1 heure."),
    ("Il y a quatre-vingt-dix-sept places.", "Il y a 97 places."),
    ("Il y a deux cent trois places.", "Il y a 203 places."),
    ("Il y a vingt et une places.", "Il y a 21 places."),
    ("Au XIXe siècle.", "Au 19e siècle."),
    ("Vous avez RDV demain.", "Vous avez rendez-vous demain."),
    ("Appelez le 0123456789.", "Appelez le 01 23 45 67 89."),
    ("Paul & Marie.", "Paul et Marie."),
    ("Afin de voter, signez.", "Pour voter, signez."),
    ("C’est URGENT.", "C’est urgent."),
]


@pytest.mark.parametrize(("text", "mended"), FIXES)
def test_a_fix_gives_the_right_words(text: str, mended: str) -> None:
    fixes = [one.fix for one in check(text) if one.fix]
    assert [text[: fix.start] + fix.text + text[fix.end :] for fix in fixes] == [mended]


SENTENCES = [
    ("M. Dupont vient. Il est là.", ["M. Dupont vient.", "Il est là."]),
    ("Il mesure 1.80 m. Ça va.", ["Il mesure 1.80 m.", "Ça va."]),
    ("« Venez ! » dit-elle. Oui.", ["« Venez ! » dit-elle.", "Oui."]),
    ("Ça va ?! Oui… non", ["Ça va ?!", "Oui… non"]),
    ("Je vais\nchez Marie\net je mange.", ["Je vais\nchez Marie\net je mange."]),
    ("Titre\n\nLa suite vient.", ["Titre", "La suite vient."]),
    ("Prenez :\n- un pull\n- un short", ["Prenez :", "- un pull", "- un short"]),
    ("Le train part à 14 h 30. Venez.", ["Le train part à 14 h 30.", "Venez."]),
    ("J. Martin et p. ex. Paul.", ["J. Martin et p. ex. Paul."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_text_is_cut_where_its_sentences_end(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in read(text).sentences] == expected


VERBS = [
    ("Il la porte à la maison.", ["porte"]),
    ("La porte est fermée.", ["est"]),
    ("Les aides vous servent.", ["servent"]),
    ("Est-ce que vous venez ?", ["venez"]),
    ("Marie est là.", ["est"]),
    ("Lisez le livre.", ["lisez"]),
]


@pytest.mark.parametrize(("text", "expected"), VERBS)
def test_finite_verbs_are_told_from_nouns(text: str, expected: list[str]) -> None:
    looked = read(text)
    assert [looked.tokens[at].key for at in looked.verbs[0]] == expected


@pytest.mark.parametrize(
    ("form", "lemma"), [("mangeons", "manger"), ("sont", "être"), ("chevaux", "cheval"), ("belles", "beau")]
)
def test_a_form_leads_to_its_lemma(form: str, lemma: str) -> None:
    assert word(form).lemma == lemma


@pytest.mark.parametrize(("form", "syllables"), [("chat", 1), ("maison", 2), ("association", 4)])
def test_syllables_are_those_that_are_said(form: str, syllables: int) -> None:
    assert word(form).syllables == syllables


def test_common_words_are_common_and_rare_words_rare() -> None:
    assert word("maison").zipf > 5.5 > 3 > word("subsidiarité").zipf
