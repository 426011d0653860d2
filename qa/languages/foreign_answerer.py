"""The ForeignAnswerer: answers questions in other languages than English, which the trained reader does not know."""

from dataclasses import replace

from index import Library
from qa.answer import Answer
from qa.answerer import NEAREST, Answerer, ReadyQuestion
from qa.languages.notices import explain_english_only, explain_likeness
from qa.reading.reader import Reader
from qa.settings import Settings


class ForeignAnswerer:
    """Answers by likeness if the library's embedding model knows several languages; else tells that it cannot."""

    def __init__(self, library: Library, reader: Reader, settings: Settings):
        """`reader` is the one that reads by likeness."""
        self._library = library
        self._answerer = Answerer(library, reader, settings, is_english=False)

    def answer(self, asked: ReadyQuestion, code: str) -> Answer:
        """Answer a question in the language of that code; a refusal begins with a notice in that language."""
        answer = self._answerer.answer(asked)
        if not answer.hits:  # no article passes the filters, or there is none
            return answer
        if self._library.embedder.multilingual:
            return answer if answer.quotes else replace(answer, reason=f"{explain_likeness(code)} {answer.reason}")
        nearest = (answer.quotes or answer.nearest)[:NEAREST]
        return replace(answer, quotes=(), conflict=None, nearest=nearest, reason=explain_english_only(code))
