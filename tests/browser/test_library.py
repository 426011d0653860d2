"""The library in a browser: articles come in, are found, corrected and asked about, and go again."""

import threading

import pytest

from index import Library

pytestmark = pytest.mark.browser

HERRING = "The herring came back to the fjord of Halden in March, after eleven years away."


@pytest.fixture
def open_library(open_page):
    """Return a function that opens the page at the library."""

    def opened(**options):
        page = open_page(**options)
        page.get_by_role("tab", name="Library").click()
        page.locator("#library-list tbody tr").first.wait_for()
        return page

    return opened


def row(page, text):
    return page.locator("#library-list tbody tr", has_text=text)


def send_files(page, *paths):
    page.set_input_files("#library-files input[type=file]", paths)


def test_a_file_is_added_asked_about_and_removed(open_library, ask, texts, tmp_path):
    good, bad = tmp_path / "herring ${1+1}.txt", tmp_path / "empty.md"
    good.write_text(HERRING)
    bad.write_text("")
    page = open_library()
    count = page.locator("#library-list tbody tr").count()
    send_files(page, good, bad)
    page.locator(".pq-library-files-head", has_text="1 of 2 files read, 1 could not be read").wait_for()
    done, failed = page.locator(".pq-library-files .pq-done"), page.locator(".pq-library-files .pq-failed")
    assert done.locator(".pq-library-file").inner_text().split("\n") == ["herring ${1+1}.txt", "1 article added"]
    assert failed.locator("bdi").inner_text() == "empty.md" and failed.locator(".pq-wrong").inner_text().endswith(".")
    assert page.locator(".pq-library-files progress, .pq-library-files button").count() == 0
    row(page, "herring").wait_for()
    assert page.locator("#library-list tbody tr").count() == count + 1

    page.get_by_role("tab", name="Ask", exact=True).click()
    ask(page, "When did the herring come back to the fjord of Halden?")
    assert texts(page, "#ask-chat .pq-words") == [HERRING]

    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Remove herring ${1+1}").click()
    row(page, "herring").wait_for(state="detached")
    assert page.locator(".pq-notice").inner_text().startswith("Removed “herring")
    assert page.locator("#library-list tbody tr").count() == count


def test_what_was_removed_comes_back_as_it_was(open_library, ask, texts):
    page = open_library()
    page.get_by_role("button", name="Remove The ferry over the lagoon").click()
    row(page, "ferry").wait_for(state="detached")
    page.get_by_role("button", name="Undo").click()
    row(page, "The ferry over the lagoon").wait_for()
    assert page.locator(".pq-notice").inner_text() == "“The ferry over the lagoon” is back."
    page.get_by_role("tab", name="Ask", exact=True).click()
    ask(page, "Who is the captain of the ferry Aldona?")
    assert texts(page, "#ask-chat .pq-words")[0] == "The captain of the ferry Aldona is Jurga Petraityte."


def test_files_are_dropped_and_each_has_its_progress(open_library, monkeypatch):
    """One after the other: while one is being read, the others wait, and each of them can be cancelled."""
    add, steps = Library.add, threading.Semaphore(0)

    def slowly(self, articles, embedded=lambda _: None):
        def tell(characters):
            assert steps.acquire(timeout=30)
            embedded(characters)

        return add(self, articles, tell)

    monkeypatch.setattr(Library, "add", slowly)
    monkeypatch.setattr("index.passages._BLOCK", 1)
    page = open_library()
    dropped = page.evaluate_handle("""() => {
      const data = new DataTransfer();
      const long = (name) => Array.from({ length: 20 }, (_, n) => `The ${name} number ${n} of Halden nests on the `
        + `roof of church ${n}, and it comes back in spring, when the snow is gone and the fish are there.`).join(" ");
      for (const name of ["gull", "tern", "skua", "rook"]) data.items.add(new File([long(name)], `${name}.txt`));
      return data;
    }""")
    page.dispatch_event("#library-files button", "drop", {"dataTransfer": dropped})
    rows = page.locator(".pq-library-files li")
    page.locator(".pq-library-files-head", has_text="Adding 4 files, 4 to go").wait_for()
    assert rows.locator("bdi").all_inner_texts() == [f"{name}.txt" for name in ("gull", "tern", "skua", "rook")]
    assert rows.locator("progress").count() == 4
    for name in ("gull", "tern"):
        assert page.get_by_role("progressbar", name=f"{name}.txt").count() == 1
    assert page.get_by_role("button", name="Cancel all").is_visible()
    assert rows.nth(1).inner_text().startswith("tern.txt") and "waiting" in rows.nth(1).inner_text()
    # It grows with what has been embedded.
    steps.release()
    page.wait_for_function("document.querySelector('.pq-library-files progress').value > 0")
    # One that waits is cancelled; one that is being read is stopped between two blocks; the next goes on.
    for name in ("skua", "gull"):
        with page.expect_response(lambda each: "/gradio_api/run/predict" in each.url):
            page.get_by_role("button", name=f"Cancel {name}.txt").click()
    steps.release()
    rows.nth(0).locator("text=cancelled, nothing was added").wait_for()
    page.locator(".pq-library-files .pq-reading bdi", has_text="tern").wait_for()
    steps.release(100)
    page.locator(".pq-library-files-head", has_text="2 of 4 files read, 2 cancelled").wait_for()
    assert page.locator(".pq-library-files .pq-stopped bdi").all_inner_texts() == ["gull.txt", "skua.txt"]
    row(page, "tern").wait_for()
    row(page, "rook").wait_for()
    assert row(page, "gull").count() == row(page, "skua").count() == 0


def test_all_files_are_cancelled_at_once(open_library, monkeypatch, tmp_path):
    add, go = Library.add, threading.Event()

    def held(self, articles, embedded=lambda _: None):
        def tell(characters):
            assert go.wait(30)
            embedded(characters)

        return add(self, articles, tell)

    monkeypatch.setattr(Library, "add", held)
    paths = [tmp_path / f"{name}.txt" for name in ("finch", "wren", "lark")]
    for path in paths:
        path.write_text(f"The {path.stem} of Halden sings at four in the morning.")
    page = open_library()
    send_files(page, *paths)
    with page.expect_response(lambda each: "/gradio_api/run/predict" in each.url):
        page.get_by_role("button", name="Cancel all").click()
    go.set()
    page.locator(".pq-library-files-head", has_text="3 cancelled").wait_for()
    assert page.locator(".pq-library-files .pq-stopped").count() == 3
    assert not {"finch", "wren", "lark"} & set(page.locator("#library-list .pq-title").all_inner_texts())


def test_what_is_wrong_stands_beside_its_file(open_library, tmp_path):
    lines, odd = tmp_path / "lines.jsonl", tmp_path / "odd.xyz"
    lines.write_text(
        '{"id": "l1", "title": "One", "text": "The one heron of Halden is grey."}\n'
        "nonsense\n"
        '{"id": "l2", "title": "x"}\n'
    )
    odd.write_bytes(bytes(range(256)) * 8)
    page = open_library()
    send_files(page, lines, odd)
    page.locator(".pq-library-files-head", has_text="1 of 2 files read, 1 could not be read").wait_for()
    first, second = page.locator(".pq-library-files li").all()
    assert first.locator(".pq-library-file span").inner_text() == "1 article added"
    assert [line.split(":")[0] for line in first.locator(".pq-wrong").all_inner_texts()] == ["Line 2", "Line 3"]
    assert second.locator(".pq-wrong").count() == 1
    row(page, "One").first.wait_for()


def test_a_text_is_pasted(open_library, ask, texts):
    page = open_library()
    page.get_by_role("button", name="Paste a text").click()
    page.get_by_role("button", name="Add the text").click()
    page.locator(".pq-notice.pq-wrong", has_text="There is no text: paste one first.").wait_for()
    page.get_by_label("Title", exact=True).first.fill("Herring <b>news</b>")
    page.locator("#library-paste-text textarea").fill(HERRING)
    page.get_by_role("button", name="Add the text").click()
    page.locator(".pq-notice", has_text="“Herring <b>news</b>” is in the library.").wait_for()
    row(page, "Herring <b>news</b>").wait_for()
    assert page.locator("#library-paste-text textarea").input_value() == ""
    page.get_by_role("tab", name="Ask", exact=True).click()
    ask(page, "When did the herring come back to the fjord of Halden?")
    assert texts(page, "#ask-chat .pq-words") == [HERRING]


def test_the_list_is_sorted_by_every_column(open_library, texts, assistant):
    page = open_library()
    entries = {entry.title: entry for entry in assistant.library.entries()}
    values = {
        "Article": lambda title: title.casefold(),
        "Publisher": lambda title: (entries[title].source.publisher or "").casefold(),
        "Date": lambda title: entries[title].source.published or "",
        "Words": lambda title: entries[title].word_count,
        "Added": lambda title: entries[title].added,
    }
    assert page.locator("th[aria-sort=descending]").inner_text() == "Date"
    for column, value in values.items():
        for falling in (False, True) if column in ("Article", "Publisher") else (True, False):
            page.get_by_role("columnheader", name=column).get_by_role("button").click()
            state = "descending" if falling else "ascending"
            page.locator(f"th[aria-sort={state}]", has_text=column).wait_for()
            titles = texts(page, "#library-list .pq-title")
            assert sorted(titles) == sorted(entries)
            # Of which nothing is known stands last, either way.
            known = [value(title) for title in titles if value(title)]
            assert known == sorted(known, reverse=falling)
            assert all(not value(title) for title in titles[len(known) :])


def test_the_list_is_searched_and_filtered(open_library, texts):
    page = open_library()
    total = page.locator("#library-list tbody tr").count()
    page.locator("#library-search input, #library-search textarea").press_sequentially("applethwaite")
    page.locator("#library-list h2", has_text="2 articles").wait_for()
    page.fill("#library-search input, #library-search textarea", "no such <b>")
    page.locator("#library-list .pq-hint bdi").wait_for()
    assert page.locator("#library-list .pq-hint bdi").inner_text() == "no such <b>"
    page.fill("#library-search input, #library-search textarea", "")
    page.wait_for_function("total => document.querySelectorAll('#library-list tbody tr').length === total", arg=total)
    page.click("#library-publisher input")
    page.get_by_role("option", name="The Paper Lighthouse").click()
    page.wait_for_function("total => document.querySelectorAll('#library-list tbody tr').length < total", arg=total)
    publishers = set(texts(page, "#library-list td[data-name=Publisher]"))
    assert publishers == {"The Paper Lighthouse"}


def test_details_are_corrected(open_library, ask, tmp_path):
    """And a new answer's citation says what was corrected."""
    path = tmp_path / "herring.txt"
    path.write_text(HERRING)
    page = open_library()
    send_files(page, path)
    row(page, "herring").wait_for()
    page.get_by_role("button", name="Details of herring").click()
    form = page.locator("#library-detail-card")
    form.wait_for()
    assert "15 words, 1 passage" in form.inner_text() and "herring.txt" in form.inner_text()
    fields = {name: form.get_by_label(name) for name in ("Title", "Authors", "Publisher", "Date", "Address")}
    assert fields["Title"].input_value() == "herring"
    wrong = form.locator("#library-detail-wrong")
    for name, value, sentence in (
        ("Date", "last spring", "'last spring' is not a date: write it like 2024-06-19, 2024-06 or 2024."),
        ("Address", "javascript:alert(1)", "An address begins with https:// or http://, or is left empty."),
        ("Title", "  ", "An article needs a title: write one."),
    ):
        was = fields[name].input_value()
        fields[name].fill(value)
        form.get_by_role("button", name="Save").click()
        wrong.get_by_text(sentence).wait_for()
        assert fields[name].input_value() == value
        fields[name].fill(was)
    fields["Title"].fill("The return of the herring")
    fields["Authors"].fill("Ada Lovelace; Kari Nordmann")
    fields["Publisher"].fill("Halden Times")
    fields["Date"].fill("2024-03")
    fields["Address"].fill("https://example.org/herring")
    form.get_by_role("button", name="Save").click()
    form.wait_for(state="hidden")
    page.locator(".pq-notice", has_text="“The return of the herring” is corrected.").wait_for()
    cells = row(page, "The return of the herring")
    cells.wait_for()
    assert cells.locator(".pq-meta").inner_text() == "Ada Lovelace, Kari Nordmann"
    assert cells.locator("td[data-name=Publisher]").inner_text() == "Halden Times"
    page.get_by_role("tab", name="Ask", exact=True).click()
    answer = ask(page, "When did the herring come back to the fjord of Halden?")
    assert answer.locator(".pq-from").inner_text() == "The return of the herring · Halden Times, Mar 2024"
    assert page.locator("#sources h4 a").get_attribute("href") == "https://example.org/herring"
    # Opened again, it shows what is known now, and no old error.
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Details of The return of the herring").click()
    form.wait_for()
    assert fields["Date"].input_value() == "2024-03" and wrong.inner_text().strip() == ""
    fields["Title"].fill("thrown away")
    form.get_by_role("button", name="Cancel").click()
    form.wait_for(state="hidden")
    assert row(page, "thrown away").count() == 0


def test_a_title_opens_the_article(open_library):
    page = open_library()
    page.get_by_role("button", name="The ferry over the lagoon", exact=True).click()
    page.locator(".pq-reader h2", has_text="The ferry over the lagoon").wait_for()
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    page.wait_for_function("document.activeElement.textContent === 'The ferry over the lagoon'")


def test_an_empty_library_says_what_to_do(serve, open_page, tmp_path):
    from qa import Assistant

    empty = serve(Assistant.open(tmp_path / "empty", create=True))
    page = open_page(at=empty, wait=".pq-welcome")
    assert page.locator(".pq-welcome h2").inner_text() == "Your library is empty"
    page.get_by_role("tab", name="Library").click()
    page.locator("#library-list .pq-welcome-beginning li").nth(2).wait_for()
    path = tmp_path / "herring.txt"
    path.write_text(HERRING)
    page.get_by_role("tab", name="Ask", exact=True).click()
    with page.expect_file_chooser() as choosing:
        page.locator("#welcome").get_by_role("button", name="Choose files to add").click()
    choosing.value.set_files(path)
    row(page, "herring").wait_for()
    page.get_by_role("tab", name="Ask", exact=True).click()
    page.get_by_text("What do your articles say?").wait_for()
    assert page.locator(".pq-welcome-question").all_inner_texts() == ["herring"]
