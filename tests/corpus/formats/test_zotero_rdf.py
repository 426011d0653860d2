"""Zotero RDF: what it knows of each work, and the files that were exported with it."""

import pytest

from corpus import UnreadableSource, load
from corpus.formats.zotero_rdf import read_zotero_rdf
from corpus.formats.zotero_snapshot import unpack_page

HEAD = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/">"""
EXPORT = f"""{HEAD}
 <bib:Article rdf:about="https://annals.example/depth">
  <z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
  <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Ek</foaf:surname></foaf:Person></rdf:li></rdf:Seq></bib:editors>
  <bib:authors><rdf:Seq>
   <rdf:li><foaf:Person><foaf:surname>Quill</foaf:surname><foaf:givenName>Ada</foaf:givenName></foaf:Person></rdf:li>
   <rdf:li><foaf:Person><foaf:surname>Office of Locks</foaf:surname></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <link:link rdf:resource="#item_2"/>
  <dc:title>Depths of a canal</dc:title>
  <dc:date>2024-06-19</dc:date>
  <z:language>en</z:language>
  <dc:identifier><dcterms:URI><rdf:value>https://annals.example/depth</rdf:value></dcterms:URI></dc:identifier>
  <dcterms:dateSubmitted>2024-07-01 10:00:00</dcterms:dateSubmitted>
 </bib:Article>
 <bib:Journal rdf:about="urn:issn:1234-5678">
  <dc:title>Annals of Locks</dc:title><dc:identifier>DOI 10.1234/depth</dc:identifier>
 </bib:Journal>
 <z:Attachment rdf:about="#item_2">
  <z:itemType>attachment</z:itemType><rdf:resource rdf:resource="files/2/the%20depth.txt"/>
 </z:Attachment>
 <bib:Document rdf:about="#item_3">
  <z:itemType>webpage</z:itemType>
  <dcterms:isPartOf><z:Website><dc:title>The Herald</dc:title></z:Website></dcterms:isPartOf>
  <dc:title>The toll rises</dc:title>
 </bib:Document>
</rdf:RDF>"""


def test_works_with_their_files():
    first, second = read_zotero_rdf(EXPORT.encode())
    assert (first.title, first.source.authors) == ("Depths of a canal", ("Ada Quill", "Office of Locks"))
    assert (first.source.publisher, first.source.published) == ("Annals of Locks", "2024-06-19")
    assert (first.source.doi, first.source.url) == ("10.1234/depth", "https://annals.example/depth")
    assert (first.source.accessed, first.source.language) == ("2024-07-01", "en")
    assert first.files == ("files/2/the%20depth.txt", "files/2/the depth.txt")
    assert (second.title, second.source.publisher, second.files) == ("The toll rises", "The Herald", ())


def test_an_export_is_loaded_with_its_files(tmp_path):
    file = tmp_path / "files" / "2" / "the depth.txt"
    file.parent.mkdir(parents=True)
    file.write_text("Depth was measured at the lock for eleven years.\n")
    (tmp_path / "library.rdf").write_text(EXPORT)
    article, problem = load(tmp_path / "library.rdf")
    assert (article.title, article.source.doi) == ("Depths of a canal", "10.1234/depth")
    assert problem.kept and "1 of 2 references name no file" in problem.message


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"<rdf", "no sound Zotero RDF"), (b"", "no sound Zotero RDF"), (f"{HEAD}</rdf:RDF>".encode(), "no references")],
)
def test_what_is_none_is_refused(data, told):
    with pytest.raises(UnreadableSource, match=told):
        read_zotero_rdf(data)


def test_no_entity_brings_a_file_in(tmp_path):
    (tmp_path / "secret").write_text("secret")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    works = read_zotero_rdf((doctype + EXPORT.replace("Depths of", "&e;")).encode())
    assert "secret" not in works[0].title


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"PK\x03\x04"])
def test_a_broken_snapshot_is_refused(data):
    with pytest.raises(UnreadableSource, match="no sound snapshot"):
        unpack_page(data, "toll.html")
