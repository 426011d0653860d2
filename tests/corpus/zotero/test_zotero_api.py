"""Zotero's API: pages, versions and patience, and whom it may lead to."""

import json

import pytest

from corpus import AddressRefused, UnreadableSource, ZoteroFailed
from corpus.zotero.zotero_api import ZoteroApi, open_local_api
from corpus.zotero.zotero_files import LocalFiles, SentFiles
from corpus.zotero.zotero_items import Attachment, make_works, reduce_record


@pytest.fixture
def web(open_zotero):
    site = open_zotero("secret12")
    for number in range(230):
        site.pages.change(f"PAPER{number:03}", itemType="book", title=f"Book {number}")
    return site


@pytest.fixture
def api(web):
    waited = []

    def find(host, port):
        if (host, port) != ("127.0.0.1", web.port):
            raise AddressRefused(f"{host} stands in a private network")
        return ["127.0.0.1"]

    opened = ZoteroApi(web.address, "users/7", find, is_local=False, key="secret12", pause=waited.append)
    opened.waited = waited
    return opened


def test_all_pages_are_listed_and_then_only_what_changed(web, api):
    changes = api.list_changes(None, frozenset())
    assert len(changes.records) == len(changes.keys) == 230 and changes.version == web.pages.version
    assert len(web.paths) == 4
    assert api.list_changes(changes.version, changes.keys) is None
    web.pages.change("PAPER007", title="Another")
    later = api.list_changes(changes.version, changes.keys)
    assert list(later.records) == ["PAPER007"] and later.version == changes.version + 1


def test_a_library_that_changes_while_it_is_read_is_read_again(web, api):
    page = json.dumps([])
    mixed = [(200, {"Last-Modified-Version": str(n), "Total-Results": "200"}, page) for n in (1, 2)]
    web.pages.before = [*mixed, (200, {}, "")]
    assert len(api.list_changes(None, frozenset()).records) == 230
    web.pages.before = [*mixed, (200, {}, "")] * 3
    with pytest.raises(ZoteroFailed, match="changes while it is read: run the command again later"):
        api.list_changes(None, frozenset())


def test_what_a_list_missed_is_asked_for_by_name(web, api):
    about = {"Last-Modified-Version": str(web.pages.version), "Total-Results": "0"}
    web.pages.before = [(200, about, "[]")]
    assert len(api.list_changes(None, frozenset()).records) == 230


def test_an_answer_may_ask_for_rest(web, api):
    web.pages.before = [(200, {"Backoff": "7", "Last-Modified-Version": "5", "Total-Results": "0"}, "[]")]
    api.list_collections()
    api.list_collections()
    assert api.waited == [7.0]


def test_zotero_stays_busy(web, api):
    web.pages.before = [(503, {}, "")] * 3
    with pytest.raises(ZoteroFailed, match=r"too busy to answer \(503\): run the command again later"):
        api.list_collections()
    assert api.waited == [2.0, 8.0]


def test_a_library_that_is_not_there(web, api):
    api.library = "users/8"
    with pytest.raises(ZoteroFailed, match=r"zotero\.org has no library users/8: take the user ID at https"):
        api.list_collections()


@pytest.mark.parametrize("place", ["http://127.0.0.2/depth.txt", "file:///etc/hostname", "https://127.0.0.1/a", ""])
def test_no_answer_leads_elsewhere(web, api, tmp_path, place):
    web.pages.before = [(302, {"Location": place}, "")] * 3
    with pytest.raises(UnreadableSource):
        SentFiles(api).provide(Attachment("FILE0001", "depth.txt", is_linked=False), tmp_path / "file")
    assert not (tmp_path / "file").exists()


def test_the_local_api_leads_to_this_machine_only(open_zotero, tmp_path):
    site = open_zotero()
    api = open_local_api(site.port)
    with pytest.raises(AddressRefused):
        api.find_numbers("host.example", site.port)
    with pytest.raises(UnreadableSource, match="not on this machine"):
        LocalFiles(api).provide(Attachment("FILE0001", "depth.txt", is_linked=False), tmp_path)


def test_files_in_the_order_of_choice():
    def tell(key, item_type, **data):
        item = {"key": key, "data": {"itemType": item_type, "dateAdded": key, **data}}
        return key, reduce_record({**item, "library": {"type": "group", "id": 5}})

    def attach(key, name, link="imported_file", **data):
        return tell(key, "attachment", parentItem="PAPER001", filename=name, linkMode=link, **data)

    records = dict(
        [
            tell("PAPER001", "journalArticle", title="Depths", extra="PMID: 5\nDOI: 10.1234/depth"),
            attach("FILE0001", "page.html", "imported_url"),
            attach("FILE0002", "notes.txt"),
            attach("FILE0003", "depth.pdf"),
            attach("FILE0004", "", "linked_url"),
            attach("FILE0005", "data.jsonl"),
            attach("FILE0006", "scan", contentType="application/pdf"),
            attach("FILE0007", "film.mp4"),
            tell("ALONE001", "attachment", filename="alone.pdf", linkMode="imported_file", title="alone.pdf"),
            tell("NOTE0001", "note", note="x"),
        ]
    )
    alone, work = make_works(records)
    assert [file.name for file in work.attachments] == ["depth.pdf", "scan.pdf", "page.html", "notes.txt"]
    assert work.uri == "http://zotero.org/groups/5/items/PAPER001" and work.source.doi == "10.1234/depth"
    assert (alone.title, [file.name for file in alone.attachments]) == ("", ["alone.pdf"])
