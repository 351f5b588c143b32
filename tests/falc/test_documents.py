"""Words and layout read in files: plain text, Markdown, HTML, DOCX. What cannot be read is refused in words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.falc import Level, check_layout
from arpent.falc.documents import Document, DocumentRefused, read
from tests.falc.docx import PLAIN, W, docx, packed, paragraph, run

TOLD = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def margins(twentieths: int) -> str:
    return f'<w:pgMar w:left="{twentieths}" w:right="1800"/>'


def rules(document: Document) -> set[str]:
    return {one.rule for one in check_layout(document.layout)}


def words_of(document: Document, rule: str) -> list[str]:
    return [document.text[one.start : one.end] for one in check_layout(document.layout).of(rule)]


def source_of(document: Document, words: str) -> str:
    """What stands in the file where the document says that these words are."""
    start = document.text.index(words)
    return document.source[slice(*document.span(start, start + len(words)))]


class TestPlainText:
    def test_it_is_read_as_it_is(self):
        assert read("Bonjour.\nÇa va ?".encode(), "lettre.txt").text == "Bonjour.\nÇa va ?"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_the_encodings_of_french_offices_are_known(self, encoding: str):
        assert read("L’été à Noël.".encode(encoding), "a.txt").text == "L’été à Noël."

    def test_bytes_that_are_no_text_are_refused(self):
        with pytest.raises(DocumentRefused, match="n’est pas du texte"):
            read(b"\x00\x01\x02\x00", "image.txt")


class TestMarkdown:
    def test_marks_are_not_words(self):
        page = "# Un *beau* titre\n\nVoici **du pain** et [un lien](http://a.example).\n\n- un\n- deux\n"
        assert read(page.encode(), "a.md").text == "Un beau titre\n\nVoici du pain et un lien.\n\nun\ndeux"

    def test_a_line_that_goes_on_is_one_sentence(self):
        assert read("Le bus part\nà midi.\n".encode(), "a.md").text == "Le bus part à midi."

    def test_words_are_found_again_in_the_source(self):
        page = read(b"Bon\n\nUn **gros** pain &amp; un \\*gros\\* lait. Un gros fruit.\n", "a.md")
        assert [source_of(page, word) for word in ("pain", "&", "lait", "fruit")] == [
            "pain",
            "&amp;",
            "lait",
            "fruit",
        ]

    def test_code_and_html_are_left_out(self):
        page = "Lisez.\n\n```\nsudo\n```\n\n<b>gras</b>\n\n<div>bloc</div>\n"
        assert "sudo" not in read(page.encode(), "a.md").text
        assert "div" not in read(page.encode(), "a.md").text

    def test_italics_tables_and_deep_headings_are_seen(self):
        page = read(b"#### Bas\n\nUn *mot*.\n\n| a | b |\n|---|---|\n| c | d |\n", "a.md")
        assert rules(page) == {"L16", "L25", "L29"}
        assert words_of(page, "L16") == ["mot"]


class TestHtml:
    def test_only_visible_words_are_read(self):
        page = (
            "<html lang=fr><head><title>T</title></head><body><h1>Le bus</h1><p>Il part&nbsp;!</p>"
            "<script>x</script><p hidden>caché</p><p style='display:none'>caché</p></body></html>"
        )
        assert read(page.encode(), "a.html").text == "Le bus\n\nIl part\xa0!"

    def test_blocks_are_apart_and_words_whole(self):
        page = "<h1>A</h1><p>Bon<b>jour</b>\n   à tous<br>Oui<ul><li>un<li>deux</ul>"
        assert read(page.encode(), "a.html").text == "A\n\nBonjour à tous\nOui\n\nun\ndeux"

    def test_words_are_found_again_in_the_source(self):
        page = read(b"<h1>L&eacute;o &amp; moi</h1>\n<p>Un   caf&#233; <i>noir</i></p>", "a.html")
        assert [source_of(page, word) for word in ("Léo", "&", "Un café", "noir")] == [
            "L&eacute;o",
            "&amp;",
            "Un   caf&#233;",
            "noir",
        ]

    def test_another_language_is_not_judged_as_french(self):
        page = "<h1>Salut</h1><p>Il dit <span lang=en>see you soon</span>.</p>"
        assert read(page.encode(), "a.html").text == "Salut\n\nIl dit ."

    @pytest.mark.parametrize(
        ("page", "rule"),
        [
            ("<p><i>mot</i></p>", "L16"),
            ("<p><u>mot</u></p>", "L17"),
            ("<p style='text-align: justify'>mot</p>", "L05"),
            ("<p style='font-size: 12px'>mot</p>", "L01"),
            ("<p style='line-height: 1.1'>mot</p>", "L07"),
            ("<p style='text-transform: uppercase'>mot</p>", "L18"),
            ("<table><tr><td>mot</table>", "L25"),
            ("<style>p { columns: 2; hyphens: auto }</style><p>mot", "L19"),
            ("<style>.note { font-size: 10px }</style><p class='a note'>mot", "L01"),
            (
                "<style>p { font-size: 20px } p#x { font-size: 50% } div { font-size: 2rem }</style><div><p id=x>mot",
                "L01",
            ),
            ("<style>@media (width < 9em) { p { line-height: 1 } }</style><p>mot", "L07"),
            ("<style>li > p { letter-spacing: -1px }</style><p>mot", "L04"),
            ("<div style='font-size: 20px'><p style='font-size: .5em'>mot</div>", "L01"),
            ("<p style='color: #777'>mot</p>", "L09"),
            ("<p style='color: #000; background: #444'>mot</p>", "L09"),
            ("<p style='background: url(a.png)'>mot</p>", "L20"),
            ("<p style='font-weight: 300'>mot</p>", "L28"),
            ("<h4>mot</h4>", "L29"),
            ("<h1>mot</h1>", "L30"),
            ("<marquee>mot</marquee>", "L15"),
            ("<style>.x { animation: a 1s }</style><p class=x>mot", "L15"),
        ],
    )
    def test_markup_tells_the_layout(self, page: str, rule: str):
        assert rule in rules(read(f"<h1>Titre</h1>{page}".encode(), "a.html"))

    def test_a_page_that_keeps_the_rules_shows_nothing(self):
        page = "<style>a { text-decoration: underline } p { font-size: 20px; line-height: 1.6 }</style>"
        page += (
            "<h1>Le bus</h1><p>Il part <a href=x>à midi</a>.</p><table role=presentation><tr><td>a</table>"
        )
        assert rules(read(page.encode(), "a.html")) == set()

    def test_a_style_that_no_word_has_is_not_held_against_the_page(self):
        page = "<style>.unused { font-size: 8px } i { font-style: normal }</style><h1>T</h1><p><i>mot</i>"
        assert rules(read(page.encode(), "a.html")) == set()

    def test_what_a_style_sheet_says_again_counts_last(self):
        page = "<style>p { font-size: 8px } p { font-size: 20px }</style><h1>T</h1><p>mot"
        assert rules(read(page.encode(), "a.html")) == set()

    def test_a_table_says_how_wide_it_is(self):
        wide = "<h1>T</h1><table><tr>" + "<td>mot" * 6 + "</table>"
        levels = [one.level for one in check_layout(read(wide.encode(), "a.html").layout)]
        assert levels == [Level.ERROR]

    def test_a_page_without_a_title_is_seen(self):
        assert rules(read(b"<p>mot</p>", "a.html")) == {"L30"}


class TestWord:
    def test_paragraphs_breaks_and_tabs_are_read(self):
        file = docx(
            [paragraph(run("Bonjour"), "<w:r><w:br/></w:r>", run(" à tous.")), paragraph(run("Oui."))]
        )
        assert read(file, "a.docx").text == "Bonjour\n à tous.\n\nOui."

    def test_words_cut_by_a_spelling_checker_are_whole(self):
        assert read(docx([paragraph(run("Bon"), run("jour"))]), "a.docx").text == "Bonjour"

    def test_deleted_and_hidden_words_are_not_read(self):
        deleted = "<w:del><w:r><w:delText>non</w:delText></w:r></w:del>"
        hidden = run("caché", "<w:rPr><w:vanish/></w:rPr>")
        added = f"<w:ins>{run('oui')}</w:ins>"
        assert read(docx([paragraph(deleted, hidden, added)]), "a.docx").text == "oui"

    @pytest.mark.parametrize(
        ("properties", "rule"),
        [
            ('<w:sz w:val="22"/>', "L01"),
            ('<w:sz w:val="32"/><w:i/>', "L16"),
            ('<w:sz w:val="32"/><w:caps/>', "L18"),
            ('<w:sz w:val="32"/><w:u w:val="single"/>', "L17"),
            ('<w:sz w:val="32"/><w:shadow/>', "L04"),
            ('<w:rFonts w:ascii="Times New Roman"/><w:sz w:val="32"/>', "L02"),
        ],
    )
    def test_what_words_look_like_is_seen(self, properties: str, rule: str):
        file = docx([paragraph(run("Bonjour"), run("mot", f"<w:rPr>{properties}</w:rPr>"))])
        assert rules(read(file, "a.docx")) == {rule}

    @pytest.mark.parametrize(
        ("properties", "rule"),
        [('<w:jc w:val="both"/>', "L05"), ('<w:spacing w:line="240" w:lineRule="auto"/>', "L07")],
    )
    def test_what_paragraphs_look_like_is_seen(self, properties: str, rule: str):
        assert rules(read(docx([paragraph(run("mot"), properties=properties)]), "a.docx")) == {rule}

    def test_columns_tables_and_hyphenation_are_seen(self):
        cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('mot'))}</w:tc></w:tr></w:tbl>"
        assert rules(read(docx([cell]), "a.docx")) == {"L25"}
        assert rules(read(docx([paragraph(run("mot"))], section='<w:cols w:num="2"/>'), "a.docx")) == {"L12"}
        file = docx([paragraph(run("mot"))], settings="<w:autoHyphenation/>")
        assert rules(read(file, "a.docx")) == {"L19"}

    def test_a_style_rests_on_another(self):
        styles = (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:sz w:val="30"/></w:rPr><w:pPr><w:spacing w:line="360"/></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="Note"><w:basedOn w:val="Normal"/><w:rPr><w:i/></w:rPr></w:style>'
        )
        bare = run("mot", "")
        straight = run("droit", '<w:rPr><w:i w:val="0"/></w:rPr>')
        file = docx(
            [paragraph(bare), paragraph(bare, straight, properties='<w:pStyle w:val="Note"/>')], styles=styles
        )
        found = read(file, "a.docx")
        assert rules(found) == {"L16"}
        assert words_of(found, "L16") == ["mot"]

    def test_exact_lines_are_measured_against_the_letters(self):
        exact = '<w:spacing w:line="{}" w:lineRule="exact"/>'
        tight, wide = (paragraph(run("mot"), properties=exact.format(height)) for height in (320, 480))
        assert rules(read(docx([tight]), "a.docx")) == {"L07"}
        assert rules(read(docx([wide]), "a.docx")) == set()

    @pytest.mark.parametrize(
        ("properties", "rule"),
        [
            ('<w:sz w:val="32"/><w:color w:val="999999"/>', "L09"),
            ('<w:sz w:val="32"/><w:spacing w:val="-10"/>', "L04"),
        ],
    )
    def test_pale_or_tight_letters_are_seen(self, properties: str, rule: str):
        file = docx([paragraph(run("mot", f"<w:rPr>{properties}</w:rPr>"))])
        assert rules(read(file, "a.docx")) == {rule}

    def test_margins_pages_and_their_numbers_are_seen(self):
        assert rules(read(docx([paragraph(run("mot"))], section=margins(1134)), "a.docx")) == {"L24"}
        file = {"docProps/app.xml": f'<Properties xmlns="{TOLD}"><Pages>3</Pages></Properties>'}
        assert rules(read(docx([paragraph(run("mot"))], more=file), "a.docx")) == {"L13"}
        file["word/footer1.xml"] = (
            f"<w:ftr {W}><w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p></w:ftr>"
        )
        assert rules(read(docx([paragraph(run("mot"))], more=file), "a.docx")) == set()

    def test_a_first_line_that_starts_further_and_notes_are_seen(self):
        further = paragraph(run("mot"), properties='<w:ind w:firstLine="400"/>')
        assert rules(read(docx([further]), "a.docx")) == {"L21"}
        note = paragraph(run("mot"), '<w:r><w:footnoteReference w:id="1"/></w:r>')
        assert rules(read(docx([note]), "a.docx")) == {"L31"}

    def test_styles_that_rest_on_each_other_end(self):
        styles = (
            '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        )
        file = docx([paragraph(run("mot", PLAIN), properties='<w:pStyle w:val="A"/>')], styles=styles)
        assert read(file, "a.docx").text == "mot"

    @pytest.mark.parametrize(
        "file", [b"PK\x03\x04 torn", b"bonjour", b"", packed({"word/other.xml": "<a/>"})]
    )
    def test_a_broken_file_is_refused(self, file: bytes):
        with pytest.raises(DocumentRefused, match="est abîmé"):
            read(file, "a.docx")

    def test_a_bomb_of_entities_is_refused(self):
        bomb = (
            f'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document {W}>&b;</w:document>'
        )
        with pytest.raises(DocumentRefused):
            read(packed({"word/document.xml": bomb}), "a.docx")

    def test_a_bomb_of_zeros_is_refused(self):
        with pytest.raises(DocumentRefused, match="trop lourd"):
            read(packed({"word/document.xml": " " * 60_000_001}), "a.docx")


class TestRefusals:
    @pytest.mark.parametrize("name", ["a.doc", "a.odt", "a.rtf", "a.png"])
    def test_other_formats_are_refused_with_what_can_be_read(self, name: str):
        with pytest.raises(DocumentRefused, match="docx"):
            read(b"x", name)

    def test_a_heavy_file_is_refused(self):
        with pytest.raises(DocumentRefused, match="20 Mo"):
            read(b"a" * 20_000_001, "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300))
def test_any_text_is_read_and_its_places_lie_in_the_source(name: str, text: str):
    document = read(text.encode(), name)
    for at in range(len(document.text)):
        start, end = document.span(at, at + 1)
        assert 0 <= start < end <= len(document.source or document.text)


@pytest.mark.parametrize(("name", "piece"), [("a.md", "*a [b"), ("a.html", "<p>a &amp; ")])
def test_a_megabyte_in_a_line_is_read_in_bounded_time(name: str, piece: str):
    begun = time.process_time()
    assert len(read((piece * (1_000_000 // len(piece))).encode(), name).text) > 100_000
    assert time.process_time() - begun < 60


@pytest.mark.parametrize("piece", ["<a b='", "<!-- a > "])
def test_a_page_whose_tags_never_end_is_refused(piece: str):
    begun = time.process_time()
    with pytest.raises(DocumentRefused, match="ne se terminent pas"):
        read((piece * (1_000_000 // len(piece))).encode(), "a.html")
    assert time.process_time() - begun < 60
