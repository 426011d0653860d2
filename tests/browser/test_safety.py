"""Hostile text in a browser: wherever it comes from and wherever it is shown, it is shown letter for letter.

What each page test checks besides: nothing ran, nothing was fetched from elsewhere, nothing broke the page's policy.
"""

import re
from urllib.parse import quote

import pytest

from corpus import Article, Source, Span, normalise
from index import Filters
from qa import Assistant
from qa.answer import Answer, Citation
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.quote import Quote

pytestmark = pytest.mark.browser

HOSTILE = [
    normalise(text)
    for text in (
        "<script>window.__pwned=1</script><img src=x onerror=window.__pwned=2>",
        "\"><svg onload=window.__pwned=3> ' onfocus=window.__pwned=4 autofocus x=",
        "${window.__pwned=5} `${window.__pwned=6}` {{constructor.constructor('window.__pwned=7')()}} {{#each x}}",
        "**bold** __bold__ *it* `code` ~~gone~~ # no [l](javascript:window.__pwned=8) ![i](https://evil.example/x.png)",
        "$$x^2$$ $y$ \\(z\\) \\[w\\] \\begin{a} \\\\ \\n",
        "javascript:window.__pwned=9",
        "data:text/html,<script>window.__pwned=10</script>",
        "https://evil.example/?a=1&b=<b>2</b>",
        "&amp; &lt;b&gt; &#60;i&#62; &nbsp; &notanentity; &",
        "\u202egnp.exe\u202c \u2066left\u2069 \u200fmark\u200e \u202eunended",
        "zero\u200bwidth\u2060joined\ufeff a\u0323\u0301 Z\u0351\u036b\u0343a\u0337l\u0334g\u0323o\u0330",
        "x" * 400,
        "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪 😀",
        "עברית and العربية and 漢字かな and ไทย",
        "| a | b | 1. one - two > three : four ; five ~ six",
        "%s %d {0} {x!r} \\x41 \\u0041 ../../etc/passwd C:\\x",
        "<bdi dir=rtl>x</bdi><style>*{display:none}</style><base href=//evil.example><meta http-equiv=refresh>",
        "</textarea></title></p></li><!-- --><![CDATA[ x ]]>",
    )
]
NUMBERS = range(len(HOSTILE))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, serve):
    """A server over a library, in a folder of a hostile name, in which everything is hostile."""
    folder = tmp_path_factory.mktemp("hostile") / "<b>lib</b> ${1+1} {{x}} &amp; `x`"
    opened = Assistant.open(folder, create=True)
    list(opened.library.add([article(n, text) for n, text in enumerate(HOSTILE)]))
    return serve(opened)


def article(number, text):
    source = Source(url=text, publisher=text, authors=(text, "A. Nobody"), published="1999")
    return Article(f"h{number} {text}", text, f"{text}\n\n\tThe quaxol says {text}\nand is hungry.", source)


@pytest.fixture
def talk(hostile):
    """The address of a conversation in which every hostile text was asked, filtered by, and quoted."""
    library, conversations = hostile.assistant.library, Conversations(hostile.assistant.library)
    talk = conversations.start("to be renamed")
    for number, text in enumerate(HOSTILE):
        quoted = library.article(f"h{number} {text}")
        start = quoted.text.index("The quaxol")
        span = Quote(quoted.id, start, len(quoted.text), 1.0, Span(start + 16, start + 16 + len(text)))
        citation = Citation(1, span, quoted)
        begun = conversations.begin(talk, text, Filters(publishers=(text,), article_ids=(quoted.id,)))
        conversations.finish(
            talk, begun.number, Answer("a", text, 1.0, (citation,), None, (), (), searched=f"{text} x")
        )
    conversations.begin(talk, HOSTILE[0], Filters(publishers=tuple(HOSTILE), article_ids=(quoted.id,)))
    return talk


def test_a_conversation_is_shown_letter_for_letter(open_page, hostile, talk, texts, focused):
    page = open_page(f"/?conversation={talk}", at=hostile)
    page.locator("#ask-chat .pq-chip").nth(len(HOSTILE) - 1).wait_for()
    said = [f"The quaxol says {text}\nand is hungry." for text in HOSTILE]
    assert texts(page, "#ask-chat .pq-question") == [*HOSTILE, HOSTILE[0]]
    assert texts(page, "#ask-chat .pq-whole") == [f"{text} x" for text in HOSTILE]
    assert texts(page, "#ask-chat .pq-words") == said and texts(page, "#ask-chat .pq-words strong") == HOSTILE
    assert texts(page, "#ask-chat .pq-title") == HOSTILE
    assert texts(page, "#ask-chat .pq-from") == [f"{text} · {text}, 1999" for text in HOSTILE]
    assert texts(page, "#ask-chat .pq-filtered")[:-1] == [f"{text} · {text}" for text in HOSTILE]
    # The newest stands first.
    assert texts(page, "#sources h4") == HOSTILE[::-1] and texts(page, "#sources mark") == said[::-1]
    assert texts(page, "#sources .pq-turn-title") == HOSTILE[::-1]
    assert texts(page, "#sources .pq-meta") == [f"{text} · 1999 · {text}, A. Nobody" for text in HOSTILE[::-1]]
    # Only what a browser opens without running anything is a link.
    links = page.locator("#sources h4 a").evaluate_all("found => found.map(one => [one.getAttribute('href'), one.rel])")
    assert links == [["https://evil.example/?a=1&b=<b>2</b>", "noopener noreferrer"]]
    shown = ":is(#ask-chat .message, #sources .prose, .pq-filters-chips)"
    assert page.locator(f"{shown} :is(script, img, style, svg, iframe, base, meta, em, code, h1)").count() == 0
    # The chips of the filters, and the ways in which what was asked is copied, changed and edited.
    assert texts(page, ".pq-filters-chips li > span")[1:] == HOSTILE
    page.get_by_role("link", name="change").nth(3).click()
    assert page.locator("#ask-question textarea").input_value() == f"{HOSTILE[3]} x"
    for number in NUMBERS:
        page.locator(f"a[href='#edit-{number + 1}']").evaluate("one => one.click()")
        assert page.locator("#ask-question textarea").input_value() == HOSTILE[number]
    page.fill("#ask-question textarea", "")
    page.locator("#chip-1-1").focus()
    for number in NUMBERS:
        focused(page, f"#chip-{number + 1}-1")
        assert texts(page, "#pq-preview .pq-label") == [HOSTILE[number]]
        assert texts(page, "#pq-preview mark") == [said[number]]
        page.keyboard.press("ArrowDown")


def test_what_is_copied_is_what_was_said(open_page, hostile, talk, clipboard):
    page = open_page(f"/?conversation={talk}", at=hostile)
    page.locator("#ask-chat .pq-chip").nth(len(HOSTILE) - 1).wait_for()
    for number, text in enumerate(HOSTILE):
        page.locator(f"[data-cite=quote][data-place='{number + 1}-1']").evaluate("one => one.click()")
        # It is run in: between quotation marks, in one line.
        copied, said = clipboard(page)["text"], f"The quaxol says {text}\nand is hungry."
        assert "".join(copied.split())[1:-1] == "".join(said.split())


def test_a_draft_and_its_report_are_shown_letter_for_letter(open_page, hostile, texts):
    page = open_page(at=hostile)
    page.get_by_role("tab", name="Check").click()
    draft = "\n\n".join(f"“The quaxol says {text}” and <b>{{{{x}}}}</b> ${{1+1}}" for text in HOSTILE)
    page.fill("#check-draft textarea", draft)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".pq-checked").nth(len(HOSTILE) - 3).wait_for()
    numbers = page.locator(".pq-draft mark > a").all_text_contents()
    [shown] = texts(page, ".pq-draft")
    for number in numbers:
        shown = shown.replace(number, "", 1)
    assert shown == draft
    inside = "#check-report :is(script, img, style, svg, iframe, base, meta, em, code, b)"
    assert page.locator(inside).count() == 0
    links = page.locator("#check-report a").evaluate_all("found => found.map(one => one.getAttribute('href'))")
    assert all(each.startswith(("#pq-", "https://evil.example/?a=1")) for each in links)
    marked = page.locator(".pq-checked.pq-exact .pq-stands mark").all_text_contents()
    said = [f"The quaxol says {text}\n" for text in HOSTILE]
    assert len(marked) > len(HOSTILE) // 2 and all(any(each in text for text in said) for each in marked)
    page.locator(".pq-checked .pq-open").first.click()
    page.locator(".pq-reader mark.pq-now").first.wait_for()


def test_an_article_is_read_letter_for_letter(open_page, hostile, talk, texts):
    page = open_page(f"/?conversation={talk}", at=hostile)
    page.locator("#ask-chat .pq-chip").nth(len(HOSTILE) - 1).wait_for()
    for number, text in enumerate(HOSTILE):
        page.locator(f".pq-open[data-quote='{number + 1}-1']").evaluate("one => one.click()")
        page.wait_for_function("text => document.querySelector('.pq-reader h2')?.textContent === text", arg=text)
        assert page.locator(".pq-reader-text").text_content() == article(number, text).text
        assert texts(page, ".pq-reader .pq-meta") == [f"{text} · 1999 · {text}, A. Nobody"]
        page.fill(".pq-reader-find input", text)
        assert re.fullmatch(r"1 of \d+", page.locator(".pq-reader-find output").inner_text()), text
    assert page.locator(".pq-reader :is(script, img, style, svg, iframe, base, meta, em, code)").count() == 0
    # Quoted by hand, and asked alone.
    page.locator(".pq-reader-sentence").first.click()
    page.get_by_role("button", name="Quote it").click()
    page.locator(".pq-reader").wait_for(state="detached")
    assert page.locator("#ask-chat .pq-owned").count() == 1
    page.locator(f"#sources .pq-open[data-quote='{len(HOSTILE)}-1']").evaluate("one => one.click()")
    page.get_by_role("button", name="Ask only this").click()
    page.locator(".pq-reader").wait_for(state="detached")
    page.locator(".pq-filters-chips li").first.wait_for()
    assert texts(page, ".pq-filters-chips li > span")[0] == f"Only {HOSTILE[-1]}"


def test_the_library_is_listed_letter_for_letter(open_page, hostile, texts):
    page = open_page(at=hostile)
    assert set(texts(page, ".pq-welcome-question")) <= set(HOSTILE)
    page.get_by_role("tab", name="Library").click()
    page.locator("#library-list tbody tr").nth(len(HOSTILE) - 1).wait_for()
    titles = texts(page, "#library-list .pq-title")
    assert sorted(titles) == sorted(HOSTILE)
    assert sorted(texts(page, "#library-list td[data-name=Publisher]")) == sorted(HOSTILE)
    assert sorted(texts(page, "#library-list .pq-name .pq-meta")) == sorted(f"{text}, A. Nobody" for text in HOSTILE)
    assert page.locator("#library-list :is(a, script, img, style, svg, iframe)").count() == 0
    page.click("#library-publisher input")
    page.get_by_role("option").nth(len(HOSTILE)).wait_for()
    offered = page.get_by_role("option").evaluate_all("found => found.map(one => one.getAttribute('aria-label'))")
    assert sorted(offered[1:]) == sorted(HOSTILE)
    page.keyboard.press("Escape")
    for text in HOSTILE:
        wanted = f"nowhere {text}"
        page.fill("#library-search :is(input, textarea)", wanted)
        page.wait_for_function(
            "text => document.querySelector('#library-list .pq-hint bdi')?.textContent === text",
            arg=wanted.strip()[:200],
        )


def test_details_are_letter_for_letter(open_page, hostile, texts):
    page = open_page(at=hostile)
    page.get_by_role("tab", name="Library").click()
    page.locator("#library-list tbody tr").nth(len(HOSTILE) - 1).wait_for()
    for number, text in enumerate(HOSTILE):
        page.evaluate(
            "id => document.querySelector(`[data-send=library_details][data-id='${CSS.escape(id)}']`).click()",
            f"h{number} {text}",
        )
        page.wait_for_function(
            "text => [...document.querySelectorAll('#library-detail dd')].at(-1)?.textContent === text",
            arg=f"h{number} {text}",
        )
        values = page.locator("#library-detail-card :is(input, textarea):visible").evaluate_all(
            "found => found.map(one => one.value)"
        )
        assert values == [text, f"{text}; A. Nobody", text, "1999", text]
    assert page.locator("#library-detail :is(script, img, style, svg, iframe)").count() == 0
    page.get_by_label("Address", exact=True).fill("")
    page.get_by_label("Date").fill("<b>now</b>")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#library-detail-wrong", has_text="'<b>now</b>' is not a date").wait_for()


def test_a_basket_is_shown_letter_for_letter(open_page, hostile, talk, texts):
    library, baskets = hostile.assistant.library, Baskets(hostile.assistant.library)
    kept = [each for each in Conversations(library).list_exchanges(talk) if each.answer]
    for name in ("basket", HOSTILE[0][:80]):
        for exchange in kept:
            [citation] = exchange.answer.quotes
            baskets.note(baskets.keep(citation, name, exchange.question), exchange.question)
    page = open_page(at=hostile)
    page.get_by_role("tab", name="Basket").click()
    page.locator("#basket .pq-words").nth(len(HOSTILE) - 1).wait_for()
    assert texts(page, "#basket .pq-words") == [f"The quaxol says {text}\nand is hungry." for text in HOSTILE]
    assert texts(page, "#basket .pq-meta") == [f"Asked: {text}" for text in HOSTILE]
    notes = page.locator("#basket textarea").evaluate_all("found => found.map(it => it.value)")
    assert notes == [text.strip() for text in HOSTILE]
    for style in ("apa", "chicago-notes"):
        page.locator("#basket [data-choose=style]").select_option(style)
        page.wait_for_function("name => document.querySelector('#basket .pq-download').href.includes(name)", arg=style)
        assert page.locator("#basket :is(script, img, svg, iframe, base, meta, em, code, h1)").count() == 0
        links = page.locator("#basket :is(.pq-cited, .pq-basket-entries) a").evaluate_all(
            "found => found.map(it => it.href)"
        )
        assert all(link.startswith("https://evil.example/") for link in links)
    page.get_by_label("Name of a new basket").fill(HOSTILE[0][:80])
    page.keyboard.press("Enter")
    page.wait_for_function("name => document.querySelector('#basket h2').textContent === name", arg=HOSTILE[0][:80])


def test_conversations_are_named_letter_for_letter(open_page, hostile, talk, texts, focused):
    conversations = Conversations(hostile.assistant.library)
    for text in HOSTILE:
        conversations.rename(conversations.start(text), text)
    conversations.rename(talk, HOSTILE[0])
    page = open_page(f"/?conversation={talk}", at=hostile)
    names = [conversation.name for conversation in conversations.list_all()]
    page.locator(".pq-conversation > a").nth(len(HOSTILE)).wait_for()
    assert texts(page, ".pq-conversation > a") == names
    labels = page.locator(".pq-rename").evaluate_all("found => found.map(one => one.ariaLabel)")
    assert labels == [f"Rename {name}" for name in names]
    assert page.locator("#conversations :is(script, img, style, svg, iframe)").count() == 0
    for number in (0, 3, 8):
        page.locator(".pq-rename").nth(number).evaluate("one => one.click()")
        assert page.locator(".pq-rename-box").input_value() == names[number]
        page.keyboard.press("Escape")
    page.locator(".pq-rename").first.evaluate("one => one.click()")
    page.fill(".pq-rename-box", HOSTILE[2])
    page.keyboard.press("Enter")
    page.wait_for_function(
        "name => document.querySelector('.pq-conversation > a').textContent.startsWith(name)", arg=HOSTILE[2][:40]
    )


def test_a_question_is_shown_letter_for_letter(open_page, ask, hostile, texts, unfold):
    page = open_page(at=hostile)
    asked = []
    for text in HOSTILE[:12:3]:
        ask(page, f"{text} ?")
        asked.append(normalise(f"{text} ?").strip())
        assert texts(page, "#ask-chat .pq-question") == asked
    unfold(page)
    page.get_by_role("textbox", name="From").fill("<b>${1+1}</b>")
    assert "'<b>${1+1}</b>' is not a date" in ask(page, "Who?").inner_text()


def test_files_are_named_letter_for_letter(open_page, hostile, texts):
    page = open_page(at=hostile)
    page.get_by_role("tab", name="Library").click()
    page.locator("#library-list tbody tr").first.wait_for()
    # A name has no slash in it.
    names = [
        f"{text.replace('/', ' ').replace(chr(92), ' ')[:60].strip()}.{kind}"
        for text, kind in zip(HOSTILE, ["txt", "jsonl"] * len(HOSTILE), strict=False)
    ]
    page.set_input_files(
        "#library-files input[type=file]",
        [
            {"name": name, "mimeType": "text/plain", "buffer": f"The file {n} of Zembla.".encode()}
            for n, name in enumerate(names)
        ],
    )
    page.locator(".pq-library-files-head", has_text=f"of {len(names)} files read").wait_for()
    assert texts(page, ".pq-library-files bdi") == names
    assert page.locator(".pq-library-files :is(script, img, style, svg, iframe)").count() == 0
    entries = hostile.assistant.library.entries()
    page.locator("#library-list tbody tr").nth(len(entries) - 1).wait_for()
    assert sorted(texts(page, "#library-list .pq-title")) == sorted(entry.title for entry in entries)
    for entry in [entry for entry in entries if entry.source.path][:4]:
        page.evaluate(
            "id => document.querySelector(`[data-send=library_remove][data-id='${CSS.escape(id)}']`).click()", entry.id
        )
        page.wait_for_function(
            "line => document.querySelector('.pq-notice bdi')?.textContent === line", arg=entry.title
        )


def test_the_settings_name_the_folder_letter_for_letter(open_page, hostile, texts):
    page = open_page(at=hostile)
    page.get_by_role("tab", name="Settings").click()
    page.locator(".pq-settings").wait_for()
    assert texts(page, ".pq-settings code")[0] == str(hostile.assistant.library.folder.resolve())
    assert page.locator(".pq-settings :is(b, script, img)").count() == 0


def test_an_address_can_hold_anything(open_page, hostile, answered, texts):
    text = " ".join(HOSTILE[:4])
    names = ("ask", "article", "conversation", "start", "end", "other")
    page = open_page("/?" + "&".join(f"{name}={quote(text)}" for name in names), at=hostile)
    answered(page, 1)
    assert texts(page, "#ask-chat .pq-question") == [text]
    # It says that the article is not there, and may have gone out of sight while the question was answered.
    page.locator("#pq-toast", has_text="article").wait_for(state="attached")


def test_the_policy_is_watched(open_page, wrong):
    """A script that came in would be refused, and this file's tests would hear of it."""
    page = open_page()
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=window.__pwned=1>')")
    page.evaluate(
        "() => { const it = document.createElement('script'); it.textContent = '1'; document.body.append(it); }"
    )
    page.wait_for_function("true")
    assert any("policy: script-src" in line for line in wrong)
    wrong.clear()
