"""Word documents as drafts."""

import io
import zipfile

import pytest

from corpus import UnreadableSource
from qa.checking.check import check
from qa.checking.draft.docx import read_docx
from qa.checking.draft.draft_text import read_bytes


def test_text_notes_and_block_quotes(make_docx, shelf):
    data = make_docx(
        "<w:r><w:t>It says “The lamp burned </w:t></w:r><w:del><w:r><w:delText>not</w:delText></w:r></w:del>"
        '<w:r><w:t xml:space="preserve">for eleven years.”</w:t><w:footnoteReference w:id="1"/></w:r>',
        (
            "Quote",
            "<w:r><w:t>Each loaf cost a farthing more</w:t><w:br/><w:t>until the last stone was set.</w:t></w:r>",
        ),
        ("Own", "<w:r><w:t>No baker ever crossed it.</w:t></w:r>"),
        notes=["Daily Herald, and “Nobody drew another map.”"],
        styles='<w:style w:styleId="Own"><w:name w:val="Block Text"/></w:style>',
    )
    text = read_docx(data)
    assert text == (
        "It says “The lamp burned for eleven years.”[^f1]\n\n"
        "> Each loaf cost a farthing more\n> until the last stone was set.\n>\n> No baker ever crossed it.\n\n"
        "[^f1]: Daily Herald, and “Nobody drew another map.”\n"
    )
    report = check(shelf, read_bytes(data, ".docx"))
    assert report.draft == text
    found = [(text[slice(*it.span)].split()[0], str(it.verdict), str(it.kind)) for it in report.quotations]
    assert found == [
        ("The", "misattributed", "marks"),
        ("Each", "typographic", "block"),
        ("Nobody", "altered", "marks"),
    ]


def test_asterisks_and_brackets_of_a_document_are_its_own(make_docx, shelf):
    data = make_docx("<w:r><w:t>“The *lamp* burned for eleven years.”</w:t></w:r>")
    [checked] = check(shelf, read_bytes(data, ".docx")).quotations
    assert str(checked.verdict) == "altered"


def packed(**files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"word/{name}.xml", text)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 nothing", b"plain text", packed(other="<a/>"), packed(document="<a"), packed(document="<a/>")],
)
def test_what_is_no_document_is_refused_in_one_sentence(data):
    with pytest.raises(UnreadableSource, match=r"no Word document|document is empty"):
        read_docx(data)


def test_entities_are_not_opened(tmp_path):
    (tmp_path / "secret").write_text("secret words of some length")
    document = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><a>&x;</a>'
    with pytest.raises(UnreadableSource):
        read_docx(packed(document=document))


def test_a_broken_stream_is_no_document():
    with zipfile.ZipFile(written := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" + "The lamp burned. " * 500 + "</a>")
    data = bytearray(written.getvalue())
    data[60:70] = b"\xff" * 10
    with pytest.raises(UnreadableSource, match="no Word document"):
        read_docx(bytes(data))


def test_paragraphs_in_paragraphs_are_read_once_each(make_docx):
    nested = "<w:p><w:r><w:t>Lamp.</w:t></w:r>" * 200 + "</w:p>" * 200
    assert read_docx(make_docx(f"<w:r><w:t>Oil.</w:t></w:r>{nested}")).count("Lamp.") == 200


def test_a_text_box_is_read_once(make_docx):
    def box(text):
        return f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"

    both = (
        f"<mc:Choice>{box('In the box.')}</mc:Choice><mc:Fallback><w:pict>{box('In the box.')}</w:pict></mc:Fallback>"
    )
    only = f"<mc:Fallback>{box('Old box.')}</mc:Fallback>"
    xmlns = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    drawn = "".join(f"<mc:AlternateContent {xmlns}>{it}</mc:AlternateContent>" for it in (both, only))
    assert read_docx(make_docx(f"<w:r><w:t>Before.</w:t>{drawn}</w:r>")) == "Before.\n\nIn the box.\n\nOld box.\n"


def test_hidden_text_is_not_read(make_docx):
    def run(text, properties=""):
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"

    styles = (
        '<w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Child"><w:basedOn w:val="Ghost"/></w:style>'
        '<w:style w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>'
    )
    shown = read_docx(
        make_docx(
            run("Seen") + run(" not", "<w:vanish/>") + run(" here", '<w:vanish w:val="0"/>')
            + run(" nor", '<w:rStyle w:val="Child"/>') + run(" too", '<w:rStyle w:val="Ring"/>')
            + f'<w:ins><w:hyperlink>{run(" link", "<w:vanish/>")}</w:hyperlink></w:ins>',
            ("Ghost", run("Gone.") + run("Back.", '<w:vanish w:val="false"/>')),
            styles=styles,
        )
    )  # fmt: skip
    assert shown == "Seen here too\n\nBack.\n"
