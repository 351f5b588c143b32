"""A PDF is read for its words and for its look; what cannot be read is refused in words."""

import zlib
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.falc import Level, check_layout
from arpent.falc.documents import Document, DocumentRefused, read
from arpent.falc.documents import pdf as reader
from arpent.falc.documents.examining import examine
from arpent.falc.documents.fonts import looks
from arpent.reports.charts.draw import draw_all
from arpent.reports.pdf import pdf as report_pdf
from arpent.reports.printed import printed
from tests.falc.paper import EASY, blank, locked, pdf
from tests.reports.samples import DOCUMENT

NOTICE = """
= Votre rendez-vous

Vous venez lundi à 10 heures. \\
Nous parlons de votre travail. \\
Vous pouvez venir avec un ami.

#pagebreak()
Vous avez une question ? \\
Vous pouvez nous appeler.
"""
LONG = "Voici une longue phrase que nous écrivons sans jamais nous arrêter pour voir où elle finit. " * 6


@cache
def easy() -> bytes:
    return pdf(NOTICE)


def paper(body: str, settings: str = EASY) -> Document:
    return read(pdf(body, settings=settings), "lettre.pdf")


def rules(document: Document) -> set[str]:
    return {one.rule for one in check_layout(document.layout)}


def errors(document: Document) -> set[str]:
    return {one.rule for one in check_layout(document.layout).at(Level.ERROR)}


class TestWords:
    def test_they_come_line_by_line_and_paragraph_by_paragraph(self):
        text = read(easy(), "a.PDF").text
        assert "Vous venez lundi à 10 heures.\nNous parlons de votre travail.\nVous pouvez venir" in text
        assert text.startswith("Votre rendez-vous\n\nVous venez")

    def test_an_easy_notice_has_no_serious_finding(self):
        document = read(easy(), "a.pdf")
        assert [one for one in examine(document) if one.level is Level.ERROR] == []

    def test_a_word_in_bold_stays_in_its_sentence(self):
        assert "Vous avez le droit de choisir." in paper("Vous avez le *droit* de choisir.").text

    def test_cells_far_apart_are_not_one_sentence(self):
        grid = "#grid(columns: (8cm, 8cm), [Votre nom], [Votre âge])"
        assert "Votre nom Votre âge" not in paper(grid, EASY.replace("3.2cm", "2cm")).text

    def test_a_lock_that_lets_everyone_read_is_no_obstacle(self):
        assert "Votre rendez-vous" in read(locked(easy(), ""), "a.pdf").text


class TestLook:
    def test_an_easy_notice_keeps_the_rules_of_layout(self):
        found = check_layout(read(easy(), "a.pdf").layout)
        assert {"L01", "L02", "L07", "L13", "L16", "L24", "L26", "L28"} <= found.tested
        assert list(found) == []

    @pytest.mark.parametrize(
        ("rule", "body", "setting"),
        [
            ("L01", NOTICE, "#set text(size: 11pt)"),
            ("L02", NOTICE, '#set text(font: "Libertinus Serif")'),
            ("L05", f"#align(center)[{LONG}]", ""),
            ("L05", f"#align(right)[{LONG}]", ""),
            ("L07", NOTICE, "#set par(leading: 0.3em)"),
            ("L08", LONG, "#set page(width: 40cm)"),
            ("L13", NOTICE, "#set page(footer: none)"),
            ("L16", '#text(font: "Libertinus Serif", style: "italic")[Bonjour à tous]', ""),
            ("L21", LONG, "#set par(first-line-indent: (amount: 1cm, all: true))"),
            ("L24", NOTICE, "#set page(margin: 1cm)"),
            ("L27", "Bonjour. #pagebreak()" * 20 + "Merci.", ""),
        ],
        ids=lambda one: one[:22],
    )
    def test_what_breaks_a_rule_is_found(self, rule: str, body: str, setting: str):
        assert rule in rules(paper(body, EASY + setting + "\n"))

    def test_a_list_whose_lines_hang_is_neither_centred_nor_indented(self):
        assert not {"L05", "L21"} & rules(paper("\n".join(f"- {LONG}" for _ in range(3))))

    def test_cells_under_one_another_are_not_centred_lines(self):
        row = "[Tous les mots de la case], [Oui et non], [Non]"
        assert "L05" not in rules(paper(f"#table(columns: (5cm, 4cm, 3cm), {row}, {row}, {row})"))

    def test_an_even_left_side_tells_nothing_of_the_right_one(self):
        assert "L05" not in check_layout(paper(LONG).layout).tested

    def test_a_report_made_for_people_who_read_easily_is_only_too_small(self):
        made = report_pdf(printed(DOCUMENT, draw_all(DOCUMENT)), made_at=datetime(2026, 6, 12, tzinfo=UTC))
        assert errors(read(made, "rapport.pdf")) == {"L01"}


@pytest.mark.parametrize(
    ("name", "family", "weight", "italic"),
    [
        ("/ABCDEF+Arial-BoldItalicMT", "Arial", 700, True),
        ("/ArialMT", "Arial", 400, False),
        ("/Calibri,Bold", "Calibri", 700, False),
        ("/Helvetica-Oblique", "Helvetica", 400, True),
        ("/TimesNewRomanPSMT", "TimesNewRoman", 400, False),
        ("/XYZABC+Luciole-Light", "Luciole", 300, False),
        ("/Marianne-ExtraLight", "Marianne", 200, False),
        ("/Symbol", None, None, None),
        ("", None, None, None),
    ],
)
def test_the_name_of_a_font_says_how_it_looks(name: str, family, weight, italic):
    look = looks(name)
    assert (look.family, look.weight, look.italic) == (family, weight, italic)


class TestRefusals:
    @pytest.mark.parametrize("data", [b"", b"bonjour", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\0" * 5000])
    def test_a_broken_file(self, data: bytes):
        with pytest.raises(DocumentRefused, match="est abîmé"):
            read(data, "a.pdf")

    def test_a_file_closed_by_a_password(self):
        with pytest.raises(DocumentRefused, match="mot de passe"):
            read(locked(easy(), "secret"), "a.pdf")

    def test_a_scanned_file(self):
        with pytest.raises(DocumentRefused, match="pas de texte"):
            read(blank(2), "a.pdf")

    def test_too_many_pages(self):
        with pytest.raises(DocumentRefused, match="trop long"):
            read(blank(501), "a.pdf")

    def test_what_takes_too_long(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(reader, "MOST_SECONDS", 0)
        with pytest.raises(DocumentRefused, match="trop long"):
            read(easy(), "a.pdf")

    def test_a_few_bytes_that_become_millions(self):
        with pytest.raises(DocumentRefused):
            read(drawn(b"q Q " * 20_000_000), "a.pdf")

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_a_torn_file_is_read_or_refused(self, data: st.DataObject):
        whole = bytearray(easy())
        for _ in range(data.draw(st.integers(1, 20))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        with suppress(DocumentRefused):
            assert read(bytes(whole), "a.pdf").text


def drawn(content: bytes) -> bytes:
    """One page that draws this, written by hand and packed."""
    packed = zlib.compress(content, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(out))
    )
