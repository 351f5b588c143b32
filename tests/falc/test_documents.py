"""Words and layout read in files: plain text, Markdown, HTML, DOCX. What cannot be read is refused in words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.falc.documents import Document, DocumentRefused, read
from tests.falc.docx import PLAIN, W, docx, packed, paragraph, run


def rules(document: Document) -> set[str]:
    return {sight.rule for sight in document.sights}


def words_of(document: Document, rule: str) -> list[str]:
    return [document.text[sight.start : sight.end] for sight in document.sights if sight.rule == rule]


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
        page = read(b"### Bas\n\nUn *mot*.\n\n| a | b |\n|---|---|\n| c | d |\n", "a.md")
        assert rules(page) == {"L03", "L12", "S01"}
        assert words_of(page, "L03") == ["mot"]


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
            ("<p><i>mot</i></p>", "L03"),
            ("<p><u>mot</u></p>", "L03"),
            ("<p style='text-align: justify'>mot</p>", "L05"),
            ("<p style='font-size: 12px'>mot</p>", "L01"),
            ("<p style='line-height: 1.1'>mot</p>", "L07"),
            ("<p style='text-transform: uppercase'>mot</p>", "L03"),
            ("<table><tr><td>mot</table>", "L12"),
            ("<style>p { columns: 2; hyphens: auto }</style><p>mot", "L06"),
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

    def test_a_page_without_a_title_is_seen(self):
        assert rules(read(b"<p>mot</p>", "a.html")) == {"S01"}


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
            ('<w:sz w:val="32"/><w:i/>', "L03"),
            ('<w:sz w:val="32"/><w:caps/>', "L03"),
            ('<w:sz w:val="32"/><w:u w:val="single"/>', "L03"),
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
        assert rules(read(docx([cell]), "a.docx")) == {"L12"}
        assert rules(read(docx([paragraph(run("mot"))], section='<w:cols w:num="2"/>'), "a.docx")) == {"L12"}
        file = docx([paragraph(run("mot"))], settings="<w:autoHyphenation/>")
        assert rules(read(file, "a.docx")) == {"L06"}

    def test_a_style_rests_on_another(self):
        styles = (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:sz w:val="30"/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="Note"><w:basedOn w:val="Normal"/><w:rPr><w:i/></w:rPr></w:style>'
        )
        bare = run("mot", "")
        straight = run("droit", '<w:rPr><w:i w:val="0"/></w:rPr>')
        file = docx(
            [paragraph(bare), paragraph(bare, straight, properties='<w:pStyle w:val="Note"/>')], styles=styles
        )
        found = read(file, "a.docx")
        assert rules(found) == {"L03"}
        assert words_of(found, "L03") == ["mot"]

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
    @pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.odt", "a.rtf", "a.png"])
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
