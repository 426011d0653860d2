"""The MCP server, asked by the official client: in this process, and as a command over standard input and output."""

import json
import sys
from pathlib import Path

import pytest
from mcp import ClientSession, MCPError, StdioServerParameters
from mcp.client.stdio import stdio_client

from index import LibraryError
from qa.programs.tools import ADDING, READING

_PULLQUOTE = Path(sys.executable).with_name("pullquote")


def list_quotes(answer):
    """Return all that claims to stand at a place of an article."""
    if isinstance(answer, list):
        return [quote for each in answer for quote in list_quotes(each)]
    if not isinstance(answer, dict):
        return []
    own = [answer] if {"article_id", "start", "end", "text"} <= answer.keys() else []
    return own + [quote for each in answer.values() for quote in list_quotes(each)]


CALLS = {
    "ask": {"question": "What did the ferry toll rise to?", "style": "apa"},
    "search": {"words": "ferry toll"},
    "find_quotation": {"quotation": "the ferry toll rose to 7 crowns"},
    "check_quotes": {"draft": "“Nobody asked the rowers *first*,” and “the lamp burned whale oil for years”."},
    "read_article": {"article_id": "toll/1", "start": 3},
    "list_articles": {},
    "cite": {"article_id": "toll/1", "start": 0, "end": 43, "style": "mla"},
}


def test_every_tool_is_called_here():
    assert list(CALLS) == [tool.name for tool in READING]


@pytest.mark.parametrize("name", CALLS)
def test_what_a_tool_quotes_stands_there(call, articles, name):
    answer = call(name, **CALLS[name])
    assert isinstance(answer, dict), answer
    quotes = list_quotes(answer)
    assert quotes or name == "list_articles"
    for quote in quotes:
        assert quote["text"] == articles[quote["article_id"]].text[quote["start"] : quote["end"]]
        assert quote["title"] == articles[quote["article_id"]].title and "publisher" in quote
        assert quote["resource"].startswith("pullquote://articles/")


def test_an_answer_has_sources_and_links_and_no_repetitions(call):
    answer = call("ask", **CALLS["ask"])
    quote = answer["quotes"][0]
    assert quote["text"] == "On 10 June the ferry toll rose to 9 crowns."
    assert quote["source_line"] == "Daily Herald, “Ferry toll”, Jun 2024, https://herald.example/toll"
    assert quote["link"].startswith("https://herald.example/toll#:~:text=")
    assert quote["citation"]["style"] == "apa" and answer["references"]
    assert not {"anchor", "content", "hits"} & {*answer, *quote}


def test_a_quotation_is_found_letter_for_letter_and_over_paragraphs(call, articles):
    assert call("find_quotation", quotation="Nobody asked the rowers *first*")["verdict"] == "exact"
    for text in (articles["toll/1"].text[:80], "Nobody asked the  rowers *first*"):
        found = call("find_quotation", quotation=text)
        assert found["good"] and found["verdict"] == "typographic", found
    altered = call("find_quotation", quotation="the ferry toll rose to 7 crowns")
    [place] = altered["places"]
    assert altered["good"] is False and altered["verdict"] == "altered"
    assert [(each["sent"], each["article"]["text"]) for each in place["differences"]] == [("7", "9")]
    assert call("find_quotation", quotation="seven grey geese flew over Bergen")["verdict"] == "not_found"


def test_an_article_is_read_part_by_part(call, articles):
    for article in articles.values():
        text, at = "", 0
        while at is not None:
            part = call("read_article", article_id=article.id, start=at, most=100)
            text, at = text + part["text"], part["next"]
            assert len(part["text"]) <= 100 and part["length"] == len(article.text)
        assert text == article.text


def test_a_part_that_ends_with_a_word_is_whole(call):
    part = call("read_article", article_id="lamp", start=0, most=100)
    end = part["text"].rindex(" ")
    assert call("read_article", article_id="lamp", start=0, most=end)["text"] == part["text"][:end]


def test_articles_are_listed_page_by_page(call):
    first = call("list_articles", most=1)
    assert [each["id"] for each in first["articles"]] == ["toll/1"] and first["total"] == 2
    second = call("list_articles", most=1, cursor=first["next"])
    assert [each["id"] for each in second["articles"]] == ["lamp"] and second["next"] is None


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("ask", {"question": " "}, "question is empty"),
        ("ask", {"question": "Why?", "style": "../x"}, "no citation style"),
        ("ask", {"question": "Why?", "filters": {"article_ids": ["no"]}}, "no article"),
        ("ask", {"question": "Why?", "filters": {"published_from": "soon"}}, "is not a date"),
        ("ask", {"question": "Why?", "more": 1}, "Leave out “more”"),
        ("ask", {}, "Send “question”"),
        ("search", {"words": "toll", "most": 0}, "“most” must be 1 or more"),
        ("find_quotation", {"quotation": "…"}, "not one quotation"),
        ("read_article", {"article_id": "no"}, "no article"),
        ("read_article", {"article_id": "lamp", "start": 10**6}, "begin before that"),
        ("list_articles", {"cursor": "gone"}, "begin it anew"),
        ("cite", {"article_id": "lamp", "start": 5, "end": 5}, "no such place"),
    ],
)
def test_an_error_is_one_sentence(call, name, arguments, told):
    sentence = call(name, **arguments)
    assert isinstance(sentence, str) and told in sentence
    assert "\n" not in sentence and sentence.endswith(".") and sentence[:1] == sentence[:1].upper()


def test_articles_are_resources(with_client, articles):
    async def read_all(client):
        listed = await client.list_resources()
        [template] = (await client.list_resource_templates()).resource_templates
        read = [await client.read_resource(each.uri) for each in listed.resources]
        with pytest.raises(MCPError, match="no article"):
            await client.read_resource("pullquote://articles/no")
        with pytest.raises(MCPError, match="nothing at that address"):
            await client.read_resource("file:///etc/passwd")
        return {each.name: text.contents[0].text for each, text in zip(listed.resources, read, strict=True)}, template

    texts, template = with_client(read_all)
    assert texts == {name: article.text for name, article in articles.items()}
    assert template.uri_template == "pullquote://articles/{article_id}"


def test_a_library_that_cannot_be_opened_is_told_and_tried_again(with_client, assistant):
    tries = []

    def open_assistant():
        tries.append(1)
        if len(tries) == 1:
            raise LibraryError("there is no library yet")
        return assistant

    async def call_twice(client):
        return [await client.call_tool("list_articles", {}) for _ in range(2)]

    first, second = with_client(call_twice, open_assistant)
    assert (first.is_error, first.content[0].text) == (True, "There is no library yet.")
    assert second.structured_content["total"] == 2


def test_a_tool_that_there_is_not(with_client):
    refused = with_client(lambda client: client.call_tool("remove", {}))
    assert isinstance(refused, MCPError) and "no tool of that name" in str(refused)


def test_a_model_that_may_add_adds_an_article_once(make_assistant, word_reader, with_client, call):
    assistant = make_assistant(reader=word_reader)
    text = "The buoy rang all night.\n\nNobody *slept*."
    sent = {"title": "Buoy", "text": text, "publisher": "Pier News", "published": "2024-06", "tags": ["sea"]}

    async def use(client):
        offered = {tool.name: tool.annotations for tool in (await client.list_tools()).tools}
        first, again = [(await client.call_tool("add", sent)).structured_content for _ in range(2)]
        wrong = await client.call_tool("add", {**sent, "published": "soon"})
        found = await client.call_tool("find_quotation", {"quotation": "Nobody *slept*"})
        return offered, first, again, wrong, found.structured_content

    offered, first, again, wrong, found = with_client(use, lambda: assistant, ADDING)
    assert [name for name, told in offered.items() if not told.read_only_hint] == ["add"]
    [added] = first["articles"]
    assert (first["new"], added["change"]) == (True, "added")
    assert (again["new"], again["articles"]) == (False, [{**added, "change": "unchanged"}])
    assert wrong.is_error and "is not a date" in wrong.content[0].text
    article = assistant.library.article(added["id"])
    assert (article.text, article.source.publisher) == (text, "Pier News")
    assert found["verdict"] == "exact" and found["places"][0]["source"]["article_id"] == added["id"]
    refused = with_client(lambda client: client.call_tool("add", sent))
    assert isinstance(refused, MCPError) and "no tool of that name" in str(refused)


def test_the_command_speaks_over_standard_input_and_output(open_library, embedder, articles, run_apart, tmp_path):
    library = open_library(embedder, tmp_path / "library")
    list(library.add(articles.values()))
    command = StdioServerParameters(
        command=str(_PULLQUOTE),
        args=["mcp", "--library", str(tmp_path / "library"), "--reader", "similarity"],
    )
    allowing = command.model_copy(update={"args": [*command.args, "--allow-add"]})

    async def ask():
        async with stdio_client(command) as streams, ClientSession(*streams) as session:
            told = await session.initialize()
            tools = await session.list_tools()
            called = await session.call_tool("ask", {"question": "What did the ferry toll rise to?"})
            checked = await session.call_tool("check_quotes", {"draft": "“the ferry toll rose to 9 crowns”"})
        async with stdio_client(allowing) as streams, ClientSession(*streams) as session:
            await session.initialize()
            added = await session.call_tool("add", {"title": "Gull", "text": "A gull stole the hat."})
            return told, tools.tools, called, checked, added

    told, tools, called, checked, added = run_apart(ask)
    assert added.structured_content["new"] and len(library.entries()) == len(articles) + 1
    assert told.server_info.name == "pullquote" and "letter for letter" in told.instructions
    assert [tool.name for tool in tools] == list(CALLS)
    assert all(tool.annotations.read_only_hint and tool.input_schema["type"] == "object" for tool in tools)
    assert json.loads(called.content[0].text) == called.structured_content
    [quote, *_] = called.structured_content["quotes"]
    assert quote["text"] == articles["toll/1"].text[quote["start"] : quote["end"]]
    assert checked.structured_content["counts"]["exact"] == 1
