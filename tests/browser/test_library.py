"""The library in a browser: files come in, can be asked about, and go again."""

import pytest

pytestmark = pytest.mark.browser


def open_library(page):
    page.click("[role=tab][data-tab-id=library]")
    page.locator("#list tbody tr").first.wait_for()


def test_a_file_is_added_asked_about_and_removed(open_page, ask, tmp_path):
    good, bad = tmp_path / "herring ${1+1}.txt", tmp_path / "empty.md"
    good.write_text("The herring came back to the fjord of Halden in March, after eleven years away.")
    bad.write_text("")
    page = open_page()
    open_library(page)
    count = page.locator("#list tbody tr").count()
    page.set_input_files("#files input[type=file]", [good, bad])
    page.locator(".pq-report").wait_for()
    assert "herring" in page.locator(".pq-report > p").inner_text()
    assert page.locator(".pq-report li").inner_text().startswith("empty.md")
    row = page.locator("#list tbody tr", has_text="herring")
    row.wait_for()
    assert page.locator("#list tbody tr").count() == count + 1

    page.click("[role=tab][data-tab-id=ask]")
    ask(page, "When did the herring come back to the fjord of Halden?")
    assert "The herring came back" in page.locator("#chat .pq-words").first.text_content()

    open_library(page)
    row.locator(".pq-remove").click()
    row.locator(".pq-keep").click()
    assert row.locator(".pq-danger").is_hidden()
    row.locator(".pq-remove").click()
    row.locator(".pq-danger").click()
    row.wait_for(state="detached")
    assert page.locator(".pq-report").inner_text().startswith("Removed “")
    assert page.locator("#list tbody tr").count() == count


def test_several_files_can_be_dropped(open_page, library):
    page = open_page()
    open_library(page)
    dropped = page.evaluate_handle("""() => {
      const data = new DataTransfer();
      for (const name of ["gull", "tern"])
        data.items.add(new File([`The ${name} of Halden nests on the roof of the church.`], `${name}.txt`));
      return data;
    }""")
    page.dispatch_event("#files button", "drop", {"dataTransfer": dropped})
    page.locator("#list tbody tr", has_text="gull").wait_for()
    assert page.locator(".pq-report > p").inner_text() == "Added 2 articles."
    for entry in library.library.entries():
        if entry.title in ("gull", "tern"):
            library.library.remove(entry.id)


def test_the_list_is_filtered_on_the_server(open_page):
    page = open_page()
    open_library(page)
    page.locator("#wanted input").press_sequentially("applethwaite")
    page.wait_for_function("document.querySelector('#list h2').textContent === '2 articles'")
    page.fill("#wanted input", "no such <b>")
    page.locator("#list .pq-hint bdi").wait_for()
    assert page.locator("#list .pq-hint bdi").inner_text() == "no such <b>"


def test_hostile_fields_are_listed_as_text(open_page, library):
    page = open_page()
    open_library(page)
    title = library.library.article("hostile").title
    row = page.locator("#list tbody tr", has_text="quaxols")
    assert row.locator(".pq-title").text_content() == title
    assert row.locator("a, img, script").count() == 0
