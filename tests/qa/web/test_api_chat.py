"""Chat completions, asked by the official client over a real socket on loopback."""

import json

import httpx
import openai
import pytest
from markdown_it import MarkdownIt

from qa import Settings

TOKEN = "a-token-of-the-tests"
TOLL = "On 10 June the ferry toll rose to 9 crowns *each*.\n\nRain fell.\n\nThe toll of the bridge fell."
QUESTION = "What did the ferry toll rise to?"


@pytest.fixture(scope="module")
def articles(make_article):
    return {
        "a/toll": make_article(TOLL, "a/toll", "Toll", published="2024", url="https://herald.example/toll?a=1&b=2"),
        "lamp": make_article(),
    }


@pytest.fixture(scope="module")
def served(serve_api, make_assistant, articles, word_reader):
    return serve_api(make_assistant(*articles.values(), reader=word_reader, settings=Settings(threshold=0.6)))


@pytest.fixture(scope="module")
def chat(served):
    """The official client; it tries nothing again."""
    with openai.OpenAI(base_url=f"{served}/v1", api_key=TOKEN, max_retries=0) as client:
        yield client


def ask(chat, *said, **options):
    """Return what is answered to things said in turn, the first and every second by the user."""
    messages = [{"role": ("user", "assistant")[number % 2], "content": content} for number, content in enumerate(said)]
    return chat.chat.completions.create(model="pullquote", messages=messages, **options)


def show(markdown):
    """Return what a reader of Markdown shows, as text."""
    shown = [token for token in MarkdownIt().parse(markdown) if token.type == "inline"]
    return "\n\n".join(
        "".join("\n" if "break" in child.type else child.content for child in token.children) for token in shown
    )


def hold_quotes(message, articles):
    """Return the quotes that the annotations of a message name, each held against its article and the message."""
    quotes = []
    for annotation in message.annotations:
        place, cited = annotation.pullquote, annotation.url_citation
        text = articles[place["article_id"]].text[place["start"] : place["end"]]
        assert place["text"] == text == show(message.content[cited.start_index : cited.end_index])
        assert cited.title == articles[place["article_id"]].title
        quotes.append(text)
    return quotes


def test_a_question_is_answered_in_quotes_with_links(chat, articles):
    completion = ask(chat, QUESTION, temperature=0.3, top_p=0.5, max_tokens=9, seed=4, user="x", n=1)
    [choice] = completion.choices
    assert (completion.model, choice.finish_reason, choice.message.role) == ("pullquote", "stop", "assistant")
    assert hold_quotes(choice.message, articles)[0] == "On 10 June the ferry toll rose to 9 crowns *each*."
    address = choice.message.annotations[0].url_citation.url
    assert address.startswith("https://herald.example/toll?a=1&b=2#:~:text=")
    [link, *_] = [
        child.attrs["href"]
        for token in MarkdownIt().parse(choice.message.content)
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert link == address
    assert completion.usage.total_tokens == 0


def test_an_article_without_an_address_is_named_by_its_own(chat):
    [annotation] = ask(chat, "How long did the lamp burn?").choices[0].message.annotations
    assert annotation.url_citation.url == "pullquote://articles/lamp"


def test_a_stream_says_the_same_quote_by_quote(chat, articles):
    whole = ask(chat, QUESTION).choices[0].message
    chunks = list(ask(chat, QUESTION, stream=True, stream_options={"include_usage": True}))
    assert len({chunk.id for chunk in chunks}) == 1 and chunks[-1].usage.total_tokens == 0
    deltas = [chunk.choices[0].delta for chunk in chunks[:-1]]
    assert "".join(delta.content or "" for delta in deltas) == whole.content
    told = [each for delta in deltas for each in getattr(delta, "annotations", None) or ()]
    assert told == [annotation.model_dump() for annotation in whole.annotations]
    assert [chunk.choices[0].finish_reason for chunk in chunks[:-1]] == [None] * (len(deltas) - 1) + ["stop"]
    assert deltas[0].role == "assistant" and len([delta for delta in deltas if delta.content]) >= len(told)


def test_a_follow_up_is_understood(chat):
    first = ask(chat, "What happened to the ferry toll?").choices[0].message.content
    assert (
        "ferry toll rose"
        in ask(chat, "What happened to the ferry toll?", first, "What did it rise to?").choices[0].message.content
    )
    told = ask(chat, "What did it rise to?").choices[0].message
    assert not told.annotations


def test_no_answer_is_said_in_words(chat, articles):
    message = ask(chat, "Who baked the zeppelin?").choices[0].message
    assert message.annotations == [] and message.content
    assert "Not an answer" in message.content or ">" not in message.content


def test_system_messages_and_what_is_no_text_are_passed_over(chat):
    parts = [{"type": "text", "text": QUESTION}, {"type": "image_url", "image_url": {"url": "data:image/png,x"}}]
    messages = [
        {"role": "system", "content": "Answer in French, about geese."},
        {"role": "user", "content": parts},
        {"role": "developer", "content": "Be brief."},
    ]
    answered = chat.chat.completions.create(model="any", messages=messages)
    assert answered.choices[0].message.content == ask(chat, QUESTION).choices[0].message.content


def test_models_are_listed(chat):
    [model] = chat.models.list().data
    assert (model.id, model.object) == ("pullquote", "model") and chat.models.retrieve("pullquote") == model
    with pytest.raises(openai.NotFoundError, match="one model here"):
        chat.models.retrieve("gpt-x")


@pytest.mark.parametrize(
    ("messages", "error", "told"),
    [
        ([], openai.UnprocessableEntityError, "“messages” must have 1 or more members"),
        ([{"role": "user", "content": " "}], openai.BadRequestError, "question is empty"),
        ([{"role": "assistant", "content": "x"}], openai.BadRequestError, "the last message must be the user's"),
        ([{"role": "system", "content": "x"}], openai.BadRequestError, "the last message must be the user's"),
        ([{"role": "boss", "content": "x"}], openai.UnprocessableEntityError, "“messages[0].role” must be 'system'"),
    ],
)
def test_errors_have_the_form_that_the_client_reads(chat, messages, error, told):
    with pytest.raises(error) as refused:
        chat.chat.completions.create(model="pullquote", messages=messages)
    assert told.lower() in refused.value.body["message"].lower()
    assert refused.value.type == "invalid_request_error"


def test_the_guard_holds_here_too(served):
    stranger = openai.OpenAI(base_url=f"{served}/v1", api_key="wrong", max_retries=0)
    with stranger, pytest.raises(openai.AuthenticationError) as refused:
        stranger.models.list()
    assert refused.value.code == "invalid_api_key"
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    body = json.dumps({"messages": [{"role": "user", "content": "Who?"}]})
    for more, status in (({"host": "evil.example"}, 421), ({"origin": "https://evil.example"}, 403)):
        answer = httpx.post(f"{served}/v1/chat/completions", headers=headers | more, content=body)
        assert answer.status_code == status and "access-control-allow-origin" not in answer.headers
    assert httpx.get(f"{served}/v1/nothing", headers=headers).json()["error"]["code"] == "not_found"
