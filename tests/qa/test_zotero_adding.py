"""Adding from Zotero: what is read of an item, what has changed since, and what is lost when it is not there."""

import base64
import io
import zipfile

import pytest

from corpus import ZoteroFailed
from corpus.loading import load_attached_in_steps
from corpus.zotero.zotero_api import ZoteroApi, open_local_api
from corpus.zotero.zotero_files import LocalFiles, SentFiles
from index import LibraryError
from qa.adding import Tally
from qa.zotero_adding import ZoteroAdding

PAPER = "journalArticle"
URI = "http://zotero.org/users/7/items/"
loads = []


class OwnLoader:
    """Loads files in this process: a child takes a second to start."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def load_attached(self, path, file, tell):
        loads.append(file.name)
        return (item for item in load_attached_in_steps(path, file, tell) if item is not None)


def write_text(what):
    return f"{what} was measured at the lock for eleven years, and nobody asked who paid for it.\n"


def write_page(what):
    body = "".join(f"<p>{write_text(what)} It was the {n}. time.</p>" for n in range(8))
    return f"<html><head><title>{what}</title></head><body><article><h1>{what}</h1>{body}</article></body></html>"


@pytest.fixture
def local(open_zotero):
    """A Zotero on this machine: a paper with a file, a page with a snapshot, and an item with an abstract alone."""
    site = open_zotero()
    put(site, "PAPER001", "FILE0001", "depth.txt", write_text("Depth"))
    site.pages.change(
        "PAPER001",
        itemType=PAPER,
        title="Depths of a <i>canal</i>",
        creators=[
            {"creatorType": "editor", "firstName": "Bo", "lastName": "Ek"},
            {"creatorType": "author", "firstName": "Ada", "lastName": "Quill"},
            {"creatorType": "author", "name": "Office of Locks"},
        ],
        publicationTitle="Annals of Locks",
        date="19 June 2024",
        parsed="2024-06-19",
        DOI="10.1234/depth",
        url="https://annals.example/depth",
        accessDate="2024-07-01T10:00:00Z",
        language="en",
    )
    put(site, "PAGE0001", "FILE0002", "toll.html", write_page("The toll"), url="https://herald.example/toll")
    site.pages.change("PAGE0001", itemType="webpage", title="The toll rises", websiteTitle="The Herald")
    site.pages.change("ABSTRACT", itemType=PAPER, title="Widths", abstractNote="We measured widths.")
    site.pages.change("NOTE0001", itemType="note", parentItem="PAPER001", note="<p>Read this.</p>")
    return site


def put(site, parent, key, name, content, **data):
    """Put a file into Zotero's storage, and attach it."""
    path = site.storage / key / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    site.pages.files[key] = path.as_uri() if site.pages.key is None else content.encode()
    link = "imported_url" if name.endswith(".html") else "imported_file"
    site.pages.change(key, itemType="attachment", parentItem=parent, filename=name, linkMode=link, **data)


@pytest.fixture
def add(library, make_told, monkeypatch):
    """Add what a Zotero holds; return what was counted, what was told, and what is followed."""
    monkeypatch.setattr("qa.zotero_adding.Loader", OwnLoader)

    def run(site, collection=None, prune=None, key="secret12", **options):
        loads.clear()
        site.asked.clear()
        told, tally = make_told(), Tally()
        api = open_local_api(site.port, pause=waited.append) if site.pages.key is None else open_web(site, key)
        files = LocalFiles(api) if api.is_local else SentFiles(api)
        adding = ZoteroAdding(library, told, tally, api, files, **options)
        followed = adding.add(collection)
        if prune is not None:
            adding.remove(followed, **prune)
        assert tally.failed == len([problem for problem in told.problems if not problem.kept])
        return {str(change): count for change, count in tally.changes.items()}, told.problems, followed

    waited = run.waited = []

    def open_web(site, key):
        def find(host, port):
            return ["127.0.0.1"]

        return ZoteroApi(site.address, "users/7", find, is_local=False, key=key, pause=waited.append)

    return run


def by_title(library, title):
    [entry] = [entry for entry in library.entries() if entry.title == title]
    return library.article(entry.id)


def test_items_become_articles_under_what_zotero_knows(local, add, library):
    changes, problems, followed = add(local)
    assert (changes, problems) == ({"added": 2}, [])
    assert (followed.items, followed.without_text, followed.gone) == (3, 1, [])
    paper, page = by_title(library, "Depths of a canal"), by_title(library, "The toll rises")
    assert paper.text == write_text("Depth")
    assert paper.source.authors == ("Ada Quill", "Office of Locks")
    assert (paper.source.publisher, paper.source.published) == ("Annals of Locks", "2024-06-19")
    assert (paper.source.doi, paper.source.url) == ("10.1234/depth", "https://annals.example/depth")
    assert (paper.source.accessed, paper.source.language, paper.source.path) == ("2024-07-01", "en", None)
    assert paper.source.zotero == f"{URI}PAPER001" and paper.id.startswith("zotero-paper001-")
    assert page.text.startswith("The toll\n\nThe toll was measured")
    assert (page.source.url, page.source.publisher) == ("https://herald.example/toll", "The Herald")


def test_a_second_run_reads_nothing(local, add, library):
    add(local)
    generation = library.state().generation
    assert add(local)[0] == {"unchanged": 2} and loads == []
    assert library.state().generation == generation


def test_what_a_person_changes_is_brought_though_no_version_tells_it(local, add, library):
    add(local)
    local.pages.change("PAPER001", title="Depths of two canals")
    assert add(local)[0] == {"replaced": 1, "unchanged": 1}
    (local.storage / "FILE0001" / "depth.txt").write_text(write_text("Width"))
    assert add(local)[0] == {"replaced": 1, "unchanged": 1} and loads == ["depth.txt"]
    article = by_title(library, "Depths of two canals")
    assert article.text == write_text("Width") and article.source.zotero == f"{URI}PAPER001"
    put(local, "ABSTRACT", "FILE0003", "width.txt", write_text("Breadth"))
    changes, _, followed = add(local)
    assert changes == {"added": 1, "unchanged": 2} and followed.without_text == 0


def test_a_removed_article_comes_back(local, add, library):
    add(local)
    library.remove(by_title(library, "The toll rises").id)
    assert add(local)[0] == {"added": 1, "unchanged": 1}


def test_an_item_that_is_gone_stays_until_it_is_pruned(local, add, library):
    for number in range(3):
        put(local, f"MORE000{number}", f"FILE100{number}", f"{number}.txt", write_text(f"The {number}. gate"))
        local.pages.change(f"MORE000{number}", itemType=PAPER, title=f"Gate {number}")
    add(local)
    local.pages.remove("PAPER001")
    article_id = by_title(library, "Depths of a canal").id
    for _ in range(2):
        followed = add(local)[2]
        assert followed.gone == [(f"{URI}PAPER001", article_id)]
    add(local, prune={})
    assert article_id not in [entry.id for entry in library.entries()]
    assert add(local)[2].gone == []


def test_an_empty_library_takes_nothing_along(local, add, library):
    add(local)
    local.pages.items.clear()
    with pytest.raises(LibraryError, match="2 of 2 items are no longer there in Zotero, and nothing was removed"):
        add(local, prune={})
    assert len(library.entries()) == 2
    add(local, prune={"force": True})
    assert library.entries() == []


def test_a_collection_with_those_within(local, add, library):
    tree = {"KANAL001": ("Canals", False), "LOCKS001": ("Locks", "KANAL001"), "OTHER001": ("Tolls", False)}
    for key, (name, parent) in tree.items():
        local.pages.collections[key] = {"key": key, "data": {"key": key, "name": name, "parentCollection": parent}}
    local.pages.change("PAPER001", collections=["LOCKS001"])
    assert add(local, "canals")[0] == {"added": 1}
    assert by_title(library, "Depths of a canal")
    assert add(local, "KANAL001")[0] == {"unchanged": 1}
    assert add(local)[0] == {"unchanged": 1, "added": 1}
    local.pages.change("PAPER001", collections=[])
    followed = add(local, "Canals", prune={"force": True})[2]
    assert [gone.uri for gone in followed.gone] == [f"{URI}PAPER001"]
    # The whole library still follows it.
    assert len(library.entries()) == 2
    with pytest.raises(ZoteroFailed, match="there is no collection 'Canal': name another, such as 'Canals'"):
        add(local, "Canal")
    local.pages.collections["TWICE001"] = {"key": "TWICE001", "data": {"key": "TWICE001", "name": "tolls"}}
    with pytest.raises(ZoteroFailed, match="2 collections are called 'Tolls': name one by its key, OTHER001, TWICE001"):
        add(local, "Tolls")


def test_the_first_file_that_can_be_read_is_the_text(local, add, library):
    put(local, "PAPER001", "FILE0009", "scan.pdf", "%PDF-1.4 broken")
    assert add(local)[:2] == ({"added": 2}, []) and loads[:2] == ["scan.pdf", "depth.txt"]
    local.pages.files["FILE0001"] = "file:///nowhere/storage/FILE0001/depth.txt"
    changes, [problem], _ = add(local)
    assert changes == {"unchanged": 1} and problem.where == "Depths of a canal (PAPER001)"
    assert "scan.pdf" not in problem.where and "its file is not on this machine" in problem.message
    assert by_title(library, "Depths of a canal").text == write_text("Depth")


def test_a_file_that_is_away_for_a_moment_does_not_give_its_place_to_another(local, add, library):
    put(local, "PAPER001", "FILE0009", "depth.html", write_page("A stub of the depth"))
    put(local, "PAPER001", "FILE0008", "depth.odt", "")
    local.pages.files["FILE0008"] = "file:///nowhere/storage/FILE0008/depth.odt"
    assert add(local)[0] == {"added": 2} and "stub" in by_title(library, "Depths of a canal").text
    local.pages.items.pop("FILE0008")
    local.pages.items.pop("FILE0009")
    assert add(local)[0] == {"replaced": 1, "unchanged": 1}
    put(local, "PAPER001", "FILE0009", "depth.html", write_page("A stub of the depth"))
    local.pages.files["FILE0009"] = "file:///nowhere/storage/FILE0009/depth.html"
    for _ in range(2):
        changes, [problem], _ = add(local)
        assert changes == {"unchanged": 1} and "is not on this machine" in problem.message
        assert by_title(library, "Depths of a canal").text == write_text("Depth")
    local.pages.files["FILE0009"] = (local.storage / "FILE0009" / "depth.html").as_uri()
    assert add(local)[0] == {"replaced": 1, "unchanged": 1}


@pytest.mark.parametrize("odd", [5, "x", [5, ["x"], {"firstName": [1]}, None], {"a": 1}])
def test_what_no_zotero_says_ends_in_an_article_or_a_sentence(local, add, odd):
    names = ("creators", "collections", "date", "url", "DOI", "title", "language", "accessDate", "extra")
    local.pages.change("PAPER001", **dict.fromkeys(names, odd))
    local.pages.change("FILE0009", itemType="attachment", parentItem=odd, filename=odd, linkMode=odd, contentType=odd)
    local.pages.items["PAGE0001"]["meta"] = {"parsedDate": odd}
    local.pages.items["PAGE0001"]["links"] = {"enclosure": odd}
    local.pages.items["PAGE0001"]["library"] = odd
    assert add(local)[0] == {"added": 2}


def test_a_file_that_cannot_be_read_is_told_again_and_not_read_again(local, add):
    put(local, "ABSTRACT", "FILE0003", "width.txt", "")
    [first], [second] = add(local)[1], add(local)[1]
    assert (first.where, first.message) == (second.where, second.message) and loads == []


@pytest.mark.parametrize(
    "place", ["file:///etc/hostname", "http://127.0.0.1/depth.txt", "file://host.example/share/storage/FILE0001/a.txt"]
)
def test_no_file_is_read_that_zotero_does_not_keep(local, add, library, place):
    local.pages.files["FILE0001"] = place
    changes, [problem], _ = add(local)
    assert changes == {"added": 1} and "its file" in problem.message


def test_a_link_out_of_the_storage_folder_is_not_followed(local, add, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(write_text("A secret"))
    path = local.storage / "FILE0001" / "depth.txt"
    path.unlink()
    path.symlink_to(secret)
    changes, [problem], _ = add(local)
    assert changes == {"added": 1} and "outside Zotero's storage folder" in problem.message


def test_a_linked_file_is_read_where_it_is(local, add, tmp_path):
    linked = tmp_path / "papers" / "width.txt"
    linked.parent.mkdir()
    linked.write_text(write_text("Breadth"))
    local.pages.files["FILE0003"] = linked.as_uri()
    local.pages.change(
        "FILE0003", itemType="attachment", parentItem="ABSTRACT", path=str(linked), linkMode="linked_file"
    )
    assert add(local)[0] == {"added": 3}


def test_all_get_the_tags(local, add, library):
    add(local)
    add(local, tags=["water"])
    assert {entry.tags for entry in library.entries()} == {("water",)}


@pytest.fixture
def web(open_zotero):
    """zotero.org with a library of 130 papers, three of which have files."""
    site = open_zotero("secret12")
    for number in range(130):
        site.pages.change(f"PAPER{number:03}", itemType=PAPER, title=f"Paper {number}")
    for number in range(3):
        put(site, f"PAPER{number:03}", f"FILE0{number:03}", f"{number}.txt", write_text(f"The {number}. lock"))
    return site


def test_zotero_org_is_asked_for_changes_only(web, add, library):
    changes, problems, followed = add(web)
    assert (changes, problems) == ({"added": 3}, []) and (followed.items, followed.without_text) == (130, 127)
    assert add(web)[0] == {"unchanged": 3}
    assert len(web.paths) == 1
    web.pages.change("PAPER001", title="Paper one")
    put(web, "PAPER005", "FILE0005", "5.txt", write_text("The 5. lock"))
    web.pages.remove("PAPER002")
    changes, _, followed = add(web)
    assert changes == {"replaced": 1, "added": 1, "unchanged": 1} and sorted(loads) == ["1.txt", "5.txt"]
    assert [gone.uri for gone in followed.gone] == [f"{URI}PAPER002"]
    assert [path.partition("?")[0] for path in web.paths].count("/users/7/items") == 2
    assert by_title(library, "Paper one").source.zotero == f"{URI}PAPER001"


def test_a_wrong_key_says_where_keys_are_made(web, add):
    with pytest.raises(ZoteroFailed, match=r"the key does not open the library users/7.*zotero\.org/settings/keys"):
        add(web, key="wrong")


def test_zotero_org_is_left_alone_for_as_long_as_it_asks(web, add):
    web.pages.before = [(429, {"Retry-After": "3"}, ""), (503, {"Backoff": "11"}, "")]
    assert add(web)[0] == {"added": 3} and add.waited == [3.0, 11.0]
    web.pages.before = [(429, {"Retry-After": "3600"}, "")]
    with pytest.raises(ZoteroFailed, match="asks not to be asked for 3,600 seconds"):
        add(web)


def test_what_was_added_before_a_failure_stays(web, add, library):
    web.pages.before = []
    provide, fail = SentFiles.provide, []

    def provide_twice(self, attachment, place):
        fail.append(attachment)
        if len(fail) == 3:
            raise ZoteroFailed("Zotero cannot be reached: it is gone")
        return provide(self, attachment, place)

    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(SentFiles, "provide", provide_twice)
        with pytest.raises(ZoteroFailed):
            add(web)
    assert len(library.entries()) == 2
    assert add(web)[0] == {"unchanged": 2, "added": 1} and loads == ["2.txt"]


@pytest.mark.parametrize("name", ["toll.html", base64.b64encode(b"toll.html").decode() + "%ZB64"])
def test_a_packed_snapshot(web, add, library, name):
    put(web, "PAPER009", "FILE0009", "toll.html", "", url="https://herald.example/toll")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("style.css", "p { color: red }")
        archive.writestr(name, write_page("The toll"))
    web.pages.files["FILE0009"] = packed.getvalue()
    assert add(web)[:2] == ({"added": 4}, [])
    assert "<" not in by_title(library, "Paper 9").text


def test_zotero_does_not_run(open_zotero, add):
    site = open_zotero()
    site.close()
    with pytest.raises(ZoteroFailed, match="Zotero does not run on this machine: start it"):
        add(site)


def test_the_local_api_is_switched_off(local, add):
    local.pages.is_on = False
    with pytest.raises(ZoteroFailed, match="in its settings, under Advanced, allow other applications"):
        add(local)


def test_something_else_answers(local, add):
    local.pages.before = [(200, {}, "<html>hello</html>")]
    with pytest.raises(ZoteroFailed, match="what answers is not Zotero"):
        add(local)
