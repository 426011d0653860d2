"""`pullquote zotero`: what it prints, and what it says where Zotero gives nothing."""

import pytest

from index import DEFAULT_MODEL

TEXT = "The lock was measured for eleven years, and nobody asked who paid for it.\n"


@pytest.fixture
def embedder(make_embedder):
    """An embedder that opens in no time, under the name of the one that makes libraries."""
    return make_embedder(name=DEFAULT_MODEL)


@pytest.fixture
def marker():
    """No reader: nothing is asked."""


@pytest.fixture
def zotero(open_zotero):
    """A Zotero on this machine with a paper that has a file and one that has none."""
    site = open_zotero()
    path = site.storage / "FILE0001" / "lock.txt"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    site.pages.files["FILE0001"] = path.as_uri()
    link = {"linkMode": "imported_file", "filename": "lock.txt", "parentItem": "PAPER001"}
    site.pages.change("PAPER001", itemType="journalArticle", title="A lock")
    site.pages.change("FILE0001", itemType="attachment", **link)
    site.pages.change("ABSTRACT", itemType="book", title="Widths", abstractNote="We measured widths.")
    return site


def test_added_followed_and_pruned(pullquote, zotero):
    ran = pullquote("zotero", "--port", zotero.port, "--tag", "water", status=0)
    assert ran.out == "1 added (1 passage embedded).\n"
    assert ran.err == "1 of 2 items have no file with their text, and were left out: attach one in Zotero.\n"
    [listed] = pullquote("list", "--json").json
    assert listed["zotero"] == "http://zotero.org/users/7/items/PAPER001" and listed["tags"] == ["water"]
    assert f"zotero: {listed['zotero']}" in pullquote("show", listed["id"]).out
    assert pullquote("zotero", "--port", zotero.port, status=0).out == "1 unchanged.\n"
    zotero.pages.remove("PAPER001")
    ran = pullquote("zotero", "--port", zotero.port, status=0)
    assert f"Its item is no longer there in Zotero: {listed['id']}. --prune would remove it." in ran.err
    ran = pullquote("zotero", "--port", zotero.port, "--prune", status=1)
    assert "1 of 1 items are no longer there in Zotero" in ran.err
    assert pullquote("zotero", "--port", zotero.port, "--prune", "--force", status=0).out == "1 removed.\n"


def test_a_file_that_is_not_there_is_a_failure_and_the_rest_is_added(pullquote, zotero):
    zotero.pages.change(
        "FILE0009", itemType="attachment", parentItem="ABSTRACT", filename="a.pdf", linkMode="imported_url"
    )
    ran = pullquote("zotero", "--port", zotero.port, status=1)
    assert ran.out.startswith("1 added")
    assert "Widths (ABSTRACT): a.pdf: its file is not on this machine: open it in Zotero" in ran.err


def test_zotero_does_not_run(pullquote, zotero):
    zotero.close()
    [line] = pullquote("zotero", "--port", zotero.port, status=1).err.splitlines()
    assert line.startswith("Error: Zotero does not run on this machine: start it, then run the command again")


def test_control_c(pullquote, zotero, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("qa.zotero_adding.make_works", interrupt)
    ran = pullquote("zotero", "--port", zotero.port, status=130)
    assert ran.err == "Stopped: nothing added. Run the same command again to go on.\n"
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--user", "7", "--group", "5"], "name either a user or a group"),
        (["--key-file", "KEY"], "--key-file needs --user or --group"),
        (["--user", "7", "--port", "99"], "--port goes with Zotero on this machine only"),
        (["--force"], "--force goes with --prune"),
    ],
)
def test_options_that_do_not_go_together(pullquote, tmp_path, args, told):
    (tmp_path / "key").write_text("secret12")
    assert told in pullquote("zotero", *[tmp_path / "key" if arg == "KEY" else arg for arg in args], status=2).err


def test_a_file_without_a_key(pullquote, tmp_path):
    (tmp_path / "key").write_text("my key is secret\n")
    ran = pullquote("zotero", "--user", "7", "--key-file", tmp_path / "key", status=1)
    assert "the file of the key holds no key" in ran.err and "secret" not in ran.err


def test_zotero_org_with_a_key(pullquote, open_zotero, tmp_path, monkeypatch):
    site = open_zotero("secret12")
    site.pages.files["FILE0001"] = TEXT.encode()
    site.pages.change("PAPER001", itemType="journalArticle", title="A lock")
    link = {"linkMode": "imported_file", "filename": "lock.txt", "parentItem": "PAPER001"}
    site.pages.change("FILE0001", itemType="attachment", **link)
    (tmp_path / "key").write_text("secret12\n")
    monkeypatch.setattr("corpus.zotero.zotero_api.WEB", site.address)
    monkeypatch.setattr("corpus.zotero.zotero_api.is_public", lambda number: number == "127.0.0.1")
    ran = pullquote("zotero", "--user", "7", "--key-file", tmp_path / "key", status=0)
    assert ran.out == "1 added (1 passage embedded).\n"
    assert all("secret12" not in path for path in site.paths)
