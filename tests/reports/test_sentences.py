from dataclasses import replace

from arpent.analysis.figures import Dependence, Measure, Number, Panel, Suppression
from arpent.reports.document import Section
from arpent.reports.sentences import cautions, compares, describes, says, told
from arpent.reports.typography import typeset
from tests.reports.samples import (
    ALONE,
    FAMILIES,
    HOURS,
    INFORMED,
    PARTNERS,
    SOURCES,
    figure,
    hidden,
    hidden_panel,
    mean_panel,
    panel,
)


def test_a_finding_ends_the_sentence():
    assert says(INFORMED, FAMILIES) == (
        "72 % des familles se sentent mieux informées ; "
        "entre 68 % et 76 % si l’on interrogeait toutes les familles."
    )


def test_without_a_finding_the_favourable_answers_are_quoted():
    assert says(replace(INFORMED, finding=""), FAMILIES).startswith(
        "72 % des familles répondent « Plutôt oui » ou « Tout à fait » à « Je me sens mieux informée » ;"
    )


def test_a_masculine_audience_keeps_its_grammar():
    assert "si l’on interrogeait tous les partenaires." in says(INFORMED, PARTNERS)


def test_a_census_has_no_margin():
    assert says(replace(INFORMED, census=True), FAMILIES).endswith(
        "toutes les familles ont été interrogées : il n’y a pas de marge d’erreur."
    )


def test_an_unknown_interval_is_said_to_be_unknown():
    bare = replace(INFORMED.overall, favourable=Number(None, "", 0.72, None, None))
    assert "nous ne pouvons pas dire à combien près" in says(replace(INFORMED, overall=bare), FAMILIES)


def test_the_most_frequent_answer_is_named():
    assert says(SOURCES, FAMILIES).startswith(
        "« Réunions » est la réponse la plus fréquente : 64 % des familles ;"
    )


def test_two_answers_within_the_noise_are_named_together():
    close = figure(panel([0.42, 0.40, 0.18], labels=("Oui", "Non", "Parfois"), favourable=()), ordered=False)
    assert says(close, FAMILIES) == (
        "« Oui » (42 %) et « Non » (40 %) sont les réponses que les familles donnent le plus souvent ; "
        "nous ne pouvons pas trancher entre les deux."
    )


def test_a_mean_is_said_with_its_question():
    assert says(HOURS, FAMILIES) == (
        "En moyenne, les familles répondent 12,4 à « Combien d’heures par semaine ? » ; "
        "entre 11,3 et 13,5 si l’on interrogeait toutes les familles."
    )


def test_a_rank_is_won_by_the_smallest_mean():
    ranks = (Number("a", "Le répit", 2.6, 2.4, 2.8), Number("b", "L’écoute", 1.4, 1.2, 1.6))
    ranking = figure(Panel(None, "", None, "", 200, {}, ranks), measure=Measure.MEAN, ordered=False)
    assert says(ranking, FAMILIES).startswith("« L’écoute » est placé le plus haut, au rang 1,4 en moyenne ;")


def test_too_few_answers_say_so():
    assert says(ALONE, FAMILIES).startswith("Trop peu de réponses pour montrer un chiffre")


def test_a_group_where_all_answer_alike_is_hidden_in_words():
    alike = Panel(None, "", None, "", 14, {}, (hidden("y", "Oui", Suppression.ALL_ALIKE),))
    assert "il dirait ce que chacun a répondu" in says(figure(alike), FAMILIES)


def test_a_hidden_number_never_shows_in_the_sentence():
    closed = replace(INFORMED.overall, favourable=Number(None, "", 0.99, 0.9, 1.0, Suppression.TOO_FEW))
    assert "99" not in says(replace(INFORMED, overall=closed), FAMILIES)


def test_few_answers_call_for_caution():
    assert cautions(replace(INFORMED, overall=replace(INFORMED.overall, n=18)))[0] == (
        "Seulement 18 réponses : à lire avec prudence."
    )


def test_groups_differ_when_their_intervals_leave_a_gap():
    assert compares(INFORMED) == (
        "Selon « Région », « Nord » (80 %) est nettement au-dessus de « Sud » (61 %).",
    )


def test_a_great_mean_rank_is_a_low_place():
    def ranks(group: str, mean: float) -> Panel:
        by = "Région" if group else None
        return Panel(
            by,
            by or "",
            group or None,
            group,
            90,
            {},
            (Number("a", "L’écoute", mean, mean - 0.2, mean + 0.2),),
        )

    ranking = figure(
        ranks("", 1.8), (ranks("Nord", 2.6), ranks("Sud", 1.4)), measure=Measure.MEAN, ordered=False
    )
    assert compares(ranking) == (
        "Selon «\u202fRégion\u202f», «\u202fL’écoute\u202f» est placé nettement plus bas par «\u202fNord\u202f» (2,6) "
        "que par «\u202fSud\u202f» (1,4).",
    )


def close_groups(by: str) -> tuple[Panel, ...]:
    return (
        panel([0.1, 0.1, 0.1, 0.4, 0.3], group="Nord", by=by, margin=0.05),
        panel([0.1, 0.1, 0.2, 0.4, 0.2], group="Sud", by=by, margin=0.05),
    )


def test_intervals_that_touch_decide_nothing():
    drawn = figure(INFORMED.overall, close_groups("Région"), close_groups("Âge"))
    assert compares(drawn) == (
        "Selon « Région » et « Âge », les écarts peuvent venir du hasard : nous ne pouvons pas trancher.",
    )


def test_one_group_alone_is_not_compared():
    groups = (panel([0.1, 0.1, 0.1, 0.4, 0.3], group="Nord", by="Région"), hidden_panel("Sud", "Région"))
    assert compares(figure(INFORMED.overall, groups)) == (
        "Selon « Région », trop peu de réponses par groupe pour comparer.",
    )


def test_the_description_gives_each_group_that_may_be_shown():
    assert describes(Section("figure-1", INFORMED, FAMILIES)).endswith("Région : Nord 80 % et Sud 61 %.")


def test_what_a_proxy_answered_is_said_to_be_so():
    section = Section("figure-1", INFORMED, FAMILIES, by_proxy=True)
    assert told(section).startswith(
        "D’après ceux qui ont répondu à leur place, 72 % des familles se sentent mieux informées ;"
    )


def linked(p: float, w: float) -> Dependence:
    return Dependence("region", "Région", 4.0, 2.0, 80.0, p, 0.12, w, 400)


def test_a_link_that_chance_does_not_explain_says_how_strong_it_is():
    found = compares(replace(INFORMED, dependences=(linked(0.003, 0.21),)))
    assert found[1] == typeset(
        "Selon « Région », le lien n’est pas dû au hasard et il est faible (p = 0,003 ; V de Cramér 0,12)."
    )


def test_a_link_without_a_group_that_stands_out_says_so():
    found = compares(figure(INFORMED.overall, close_groups("Région"), dependences=(linked(0.0001, 0.6),)))
    assert found == (
        typeset(
            "Selon « Région », les réponses diffèrent dans leur ensemble, sans qu’un groupe se détache : "
            "le lien est fort (p < 0,001 ; V de Cramér 0,12)."
        ),
    )


def told_apart(p: float, eta2: float) -> Dependence:
    return Dependence("region", "Région", 4.0, 2.0, 80.0, p, None, (eta2 / (1 - eta2)) ** 0.5, 400, eta2=eta2)


def test_means_that_differ_say_how_much_the_group_explains():
    found = compares(replace(HOURS, dependences=(told_apart(0.003, 0.07),)))
    assert found[-1] == typeset(
        "Selon « Région », les écarts ne sont pas dus au hasard et ils sont moyens "
        "(p = 0,003 ; le groupe explique 7 % des différences entre personnes)."
    )


def test_means_that_differ_without_a_group_that_stands_out_say_so():
    close = (
        mean_panel(11.1, 1.2, group="Nord", by="Région"),
        mean_panel(12.2, 1.4, group="Sud", by="Région"),
    )
    hours = replace(HOURS, breakdowns=(close,), dependences=(told_apart(0.02, 0.001),))
    assert compares(hours) == (
        typeset(
            "Selon « Région », les moyennes diffèrent dans leur ensemble, sans qu’un groupe se détache : les "
            "écarts sont très faibles (p = 0,020 ; le groupe explique moins de 1 % des différences entre personnes)."
        ),
    )


def of_answer(label: str, p: float, w: float) -> Dependence:
    return replace(linked(p, w), choice=label.lower(), choice_label=label)


def with_groups(*tests: Dependence):
    close = tuple(
        panel(
            [0.6, 0.4, 0.2],
            labels=("Réunions", "Site internet", "Autre"),
            favourable=(),
            group=name,
            by="Région",
        )
        for name in ("Nord", "Sud")
    )
    return replace(SOURCES, breakdowns=(close,), dependences=tests)


def test_of_several_answers_those_that_depend_on_the_group_are_named():
    found = compares(
        with_groups(
            of_answer("Réunions", 0.012, 0.14),
            of_answer("Site internet", 0.0001, 0.32),
            of_answer("Autre", 0.3, 0.02),
        )
    )
    assert found == (
        typeset(
            "Selon « Région », les groupes ne choisissent pas autant « Site internet » (lien moyen, p < 0,001) et "
            "« Réunions » (lien faible, p = 0,012) ; pour le reste, nous ne pouvons pas trancher."
        ),
    )


def test_when_no_answer_depends_on_the_group_nobody_can_tell():
    found = compares(with_groups(of_answer("Réunions", 0.41, 0.05), of_answer("Autre", 0.3, 0.02)))
    assert found == (
        typeset(
            "Selon « Région », les écarts peuvent venir du hasard (aucun p sous 0,30) : nous ne pouvons pas trancher."
        ),
    )


def test_beyond_three_answers_the_others_are_counted():
    named = [of_answer(f"Réponse {number}", 0.001, 0.5 - number / 10) for number in range(5)]
    assert "et 2 autres réponses" in compares(with_groups(*named))[0]


def test_a_test_that_chance_explains_stands_beside_the_doubt():
    found = compares(figure(INFORMED.overall, close_groups("Région"), dependences=(linked(0.41, 0.05),)))
    assert found == (
        typeset(
            "Selon « Région », les écarts peuvent venir du hasard (p = 0,41) : nous ne pouvons pas trancher."
        ),
    )
