"""A text is checked against the words of its network, its glossary and the rules it sets aside."""

from arpent.falc import FALC, Level, Profile, Status, Words, check, summary

JARGON = "Nous parlons de la gouvernance."


def rules(text: str, **told: object) -> set[str]:
    return {one.rule for one in check(text, **told)}  # type: ignore[arg-type]


def statuses(*findings: object) -> dict[str, Status]:
    return {line.rule: line.status for line in summary(*findings)}  # type: ignore[arg-type]


def test_offsets_point_into_the_text_that_was_given() -> None:
    text = "Bonjour à tous.\nLa fête est le 12/03/2026."
    (late,) = check(text).of("C05")
    assert text[late.start : late.end] == "12/03/2026"


def test_words_and_sentences_are_counted() -> None:
    findings = check("Nous partons demain.\nL’arrivée est à 3,5 km.")
    assert (findings.words, findings.sentences) == (8, 2)


def test_a_glossary_silences_the_words_it_explains() -> None:
    assert "M02" in rules(JARGON)
    assert "M02" not in rules(JARGON, glossary={"gouvernance": "Qui décide, et comment."})


def test_a_glossary_silences_the_name_that_it_explains() -> None:
    text = "Le comité de pilotage décide."
    assert "V09" in rules(text)
    assert "V09" not in rules(text, glossary={"comité de pilotage": "Le groupe qui décide."})


def test_a_glossary_silences_a_sigle() -> None:
    assert "M07" not in rules("La MDPH répond.", glossary={"MDPH": "La maison des personnes handicapées."})


def test_a_word_is_explained_once_for_the_whole_text() -> None:
    assert "M02" not in rules("La gouvernance, c’est qui décide.\nNous parlons de la gouvernance.")


def test_a_sigle_is_developed_the_first_time_only() -> None:
    assert "M07" not in rules("La maison des personnes handicapées (MDPH) répond.\nLa MDPH vous aide.")


def test_a_network_s_preferred_word_is_offered_in_one_click() -> None:
    (finding,) = check("Les usagers votent.", words=Words(preferred={"usagers": "habitants"})).of("M14")
    assert finding.fix == (4, 11, "habitants")


def test_a_network_s_avoided_word_is_found_in_all_its_forms() -> None:
    assert "M14" in rules("Les placements durent.", words=Words(avoided=frozenset({"placement"})))


def test_words_that_readers_know_are_not_hard() -> None:
    assert "M01" in rules("Nous faisons du macramé.") or "M02" in rules("Nous faisons du macramé.")
    assert not {"M01", "M02"} & rules("Nous faisons du macramé.", words=Words(known=frozenset({"macramé"})))


def test_a_waived_rule_says_nothing_and_keeps_its_reason() -> None:
    findings = check(JARGON, waived={"M02": "Le mot est dans le titre de la loi."})
    assert "M02" not in {one.rule for one in findings}
    (line,) = [line for line in summary(findings) if line.rule == "M02"]
    assert (line.status, line.reason) == (Status.WAIVED, "Le mot est dans le titre de la loi.")


def test_a_rule_with_findings_does_not_conform_and_counts_them() -> None:
    (line,) = [line for line in summary(check("Il y a trois ou quatre salles.")) if line.rule == "C02"]
    assert (line.status, line.count) == (Status.FAILS, 2)


def test_a_rule_with_nothing_to_look_at_does_not_apply() -> None:
    assert statuses(check("Nous partons demain."))["C05"] is Status.NOT_APPLICABLE
    assert statuses(check("Nous partons le 12 mars 2026."))["C05"] is Status.CONFORMS


def test_what_only_a_person_can_judge_is_not_tested() -> None:
    assert statuses(check("Nous partons demain."))["R01"] is Status.NOT_TESTED


def test_several_texts_are_summed_up_as_one_document() -> None:
    together = statuses(check("Nous partons demain."), check("La fête est le 12/03/2026."))
    assert together["C05"] is Status.FAILS


def test_a_profile_leaves_rules_out() -> None:
    assert "P04" not in rules("Il pleut. Il vente.", profile=Profile("plain", off=frozenset({"P04"})))


def test_a_very_long_sentence_is_an_error_and_a_long_one_a_warning() -> None:
    long = " ".join(["mot"] * (FALC.long_sentence + 1)) + "."
    longer = " ".join(["mot"] * (FALC.too_long_sentence + 1)) + "."
    assert check(long).of("P01")[0].level is Level.WARNING
    assert check(longer).of("P01")[0].level is Level.ERROR


def test_nothing_is_found_in_an_empty_text() -> None:
    findings = check("")
    assert (len(findings), findings.words, findings.applicable) == (0, 0, frozenset())
