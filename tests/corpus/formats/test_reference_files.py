import pytest

from corpus import UnreadableSource
from corpus.formats.reference_files import read_bibtex, read_ris

BIBTEX = r"""
@string{moth = "The Moth"}
@article{finch2024,
  title = {{Lamp} {\"O}l \& co.: 50% more},
  author = {Finch, Ada and van der Berg, Bo and {Oil and Wick Board}},
  journal = moth, year = 2024, month = jun, doi = {10.1000/lamp_oil}, url = {https://moth.example/lamp},
  file = {Full Text:files/12/a\:b.pdf:application/pdf;Snapshot:files/13/c.html:text/html}
}
@misc{plain, title = "Oil", file = {C:\\Users\\ada\\oil.pdf}}
"""

RIS = """TY  - JOUR
AU  - Finch, Ada
AU  - Ek, Bo
TI  - Lamp oil
T2  - The Moth
DA  - 2024/06/19/
UR  - https://moth.example/lamp
L1  - files/12/a.pdf
L2  - https://moth.example/a.pdf
ER  -

TY  - BOOK
T1  - Wicks
PY  - 1904
DO  - 10.1000/wick
L1  - file:///home/ada/oil%20lamp.pdf
ER  -
"""


def test_bibtex():
    first, plain = read_bibtex(BIBTEX.encode())
    assert (first.key, first.title) == ("finch2024", "Lamp Öl & co.: 50% more")
    source = first.source
    assert source.authors == ("Ada Finch", "Bo van der Berg", "Oil and Wick Board")
    assert (source.publisher, source.published, source.url) == (
        "The Moth",
        "2024-06",
        "https://doi.org/10.1000/lamp_oil",
    )
    assert first.files == ("files/12/a:b.pdf", "files/13/c.html")
    assert plain.files == ("C:\\Users\\ada\\oil.pdf",)


def test_ris():
    first, second = read_ris(RIS.encode())
    assert (first.title, first.source.authors) == ("Lamp oil", ("Ada Finch", "Bo Ek"))
    assert (first.source.published, first.source.publisher) == ("2024-06-19", "The Moth")
    assert (first.source.url, first.files) == ("https://moth.example/lamp", ("files/12/a.pdf",))
    assert (second.title, second.source.published, second.source.url) == (
        "Wicks",
        "1904",
        "https://doi.org/10.1000/wick",
    )
    assert second.files == ("/home/ada/oil lamp.pdf",)


@pytest.mark.parametrize("data", [b"It burned.", b"@comment{x}", b"@article{", b"{" * 1_000])
def test_what_holds_no_references_is_told(data):
    with pytest.raises(UnreadableSource, match="no references"):
        read_bibtex(data)


@pytest.mark.parametrize("data", [b"It burned.", b"TY  - \n", b"ER  -\n"])
def test_what_is_no_ris_is_told(data):
    try:
        read_ris(data)
    except UnreadableSource as error:
        assert "RIS" in str(error)


def test_an_address_of_a_file_may_be_unsound():
    [work] = read_ris(b"TY  - JOUR\nTI  - Oil\nL1  - file://[a/oil%20lamp.pdf\nER  - \n")
    assert work.files == ("/oil lamp.pdf",)
