"""The settings: what the library is, and what leaves this machine."""

from dataclasses import replace

from qa.web.html.settings_html import LibraryFacts, render_facts

TOLD = LibraryFacts(
    folder="/home/ada/library",
    model="org/model",
    bundled=True,
    articles=1,
    passages=1234,
    bytes=2_345_678,
    conversations=2,
    address="http://127.0.0.1:7860/",
    rated=0,
)


def test_the_library_is_told_in_figures(texts):
    assert texts(render_facts(TOLD), "dd") == [
        "/home/ada/library",
        "1 article, 1,234 passages, 2 conversations; 2.3 MB",
        "org/model It came with the program and runs on this machine.",
    ]
    assert "may have been downloaded" in texts(render_facts(replace(TOLD, bundled=False)), "dd")[2]
    assert texts(render_facts(TOLD), "code") == ["/home/ada/library", "org/model", "http://127.0.0.1:7860/"]


def test_rated_answers_can_be_downloaded_once_there_are_any(tags):
    assert "download" not in render_facts(TOLD).split("Rated answers")[1]
    links = [a["href"] for tag, a in tags(render_facts(replace(TOLD, rated=3))) if tag == "a"]
    assert links == ["api/ratings.zip"]
    assert "3 answers rated" in render_facts(replace(TOLD, rated=3))


def test_hostile_text_is_exact_and_nothing_but_text(hostile, texts, skeleton):
    markup = render_facts(replace(TOLD, folder=hostile, model=hostile, address=hostile))
    assert texts(markup, "code") == [hostile] * 3
    assert skeleton(markup) == skeleton(render_facts(TOLD))


def test_who_has_logged_in_is_told_so_and_not_where_the_server_keeps_it(texts, tags):
    shared = render_facts(replace(TOLD, person="ada <b>", address=""))
    assert "/home/ada/library" not in texts(shared, "dd") and "ada <b>" in texts(shared, "b")
    assert "which only this machine can reach" not in shared and "shown to nobody else" in shared
    assert (next(a["href"] for tag, a in tags(shared) if tag == "a"), texts(shared, "a")[0]) == ("account", "Log out")
