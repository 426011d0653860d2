"""Answers and reports with the articles that they quote, whole: so they go to another process, and come back the same.

Articles go without the paths of their files, which say nothing elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from corpus import Article, Passage, decode_article, encode_article
from index import Hit, NoSuchArticle
from qa.answer import Answer, Citation
from qa.checking.report.report import Report
from qa.checking.report.transport import receive_report, send_report
from qa.conversations.saving import pack_answer, recall_answer

Json = dict[str, Any]


def pack_whole_answer(answer: Answer) -> Json:
    """Return an answer as `unpack_whole_answer` reads it."""
    cited = [article for citation in (*answer.quotes, *answer.nearest) for article in _list_articles(citation)]
    articles = {article.id: article for article in cited}
    hits = [[hit.passage.article_id, hit.passage.start, hit.passage.end, hit.score] for hit in answer.hits]
    return {
        "answer": pack_answer(answer),
        "hits": hits,
        "articles": [encode_article(_drop_path(article)) for article in articles.values()],
    }


def unpack_whole_answer(packed: Json) -> Answer:
    """Return the answer that was packed; of its hits only places and scores are known. Raises DamagedKeeping."""
    articles = {article.id: article for article in map(decode_article, packed["articles"])}

    def get_article(article_id: str) -> Article:
        if article_id not in articles:
            raise NoSuchArticle(article_id)
        return articles[article_id]

    hits = (Hit(Passage(name, start, end), score, 0.0, 0.0) for name, start, end, score in packed["hits"])
    return replace(recall_answer(packed["answer"], get_article), hits=tuple(hits))


def pack_whole_report(report: Report) -> Json:
    """Return a report as `unpack_whole_report` reads it."""
    return {"messages": list(_list_messages(send_report(report)))}


def unpack_whole_report(packed: Json) -> Report:
    """Return the report that was packed."""
    return receive_report(packed["messages"])


def _list_messages(messages: Iterable[Json]) -> Iterator[Json]:
    for message in messages:
        if "article" in message:
            article = message["article"]
            yield {"article": {**article, "source": {**article["source"], "path": None}}}
        else:
            yield message


def _list_articles(citation: Citation) -> Iterator[Article]:
    yield citation.article
    yield from (copy.article for copy in citation.copies)


def _drop_path(article: Article) -> Article:
    return replace(article, source=replace(article.source, path=None))
