"""Assistants over libraries: of the tests' embedder, and of the samples with the real one."""

import io
import re
import zipfile

import pytest

from corpus import Span, load
from corpus.loading import load_page_in_steps
from index.words import stem_words
from qa import Assistant, Quote, Settings
from qa.folders import cache_folder
from qa.reading.opening import open_reader
from qa.reading.reader import Reading
from qa.reading.reader_names import DEFAULT
from qa.reading.similarity_reader import SimilarityReader

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Quotes are shown whatever the confidence.
ALWAYS = Settings(threshold=0.0)


class WordReader:
    """A reader of whole words: a sentence answers as surely as it holds the question's words, and the first is marked.

    `reads` is called each time before it reads.
    """

    def __init__(self, library):
        self._library = library
        self.reads = lambda: None

    def read(self, question, hits, when=None):
        self.reads()
        wanted = set(stem_words(question))
        places = {(hit.passage.article_id, span) for hit in hits for span in hit.passage.sentences}
        quotes = sorted((self._quote(*place, wanted) for place in places), key=lambda it: (-it.score, it.start))
        return Reading(tuple(quotes), quotes[0].score if quotes else 0.0)

    def _quote(self, article_id, span, wanted):
        found = re.finditer(r"\w+", self._library.article(article_id).text[slice(*span)])
        held = [match for match in found if set(stem_words(match[0])) & wanted]
        score = len({word for match in held for word in stem_words(match[0])} & wanted) / max(1, len(wanted))
        marked = Span(span.start + held[0].start(), span.start + held[0].end()) if held else None
        return Quote(article_id, *span, score, marked)


@pytest.fixture(scope="session")
def word_reader():
    """The class of readers of whole words: WordReader(library)."""
    return WordReader


@pytest.fixture(scope="session")
def make_assistant(open_library, make_embedder):
    """Make an assistant over articles, in a library of its own, that always answers."""

    def make(*articles, settings=ALWAYS, embedder=None, reader=SimilarityReader):
        library = open_library(embedder or make_embedder())
        list(library.add(articles))
        return Assistant(library, reader(library), settings)

    return make


@pytest.fixture(scope="session")
def sample_articles(samples):
    return [article for path in samples for article in load(path)]


@pytest.fixture(scope="session")
def over_samples(open_library, sample_articles, embedder):
    """An assistant over the built-in articles, as a user gets it."""
    library = open_library(embedder)
    list(library.add(sample_articles))
    return Assistant(library, open_reader(DEFAULT, library, cache_folder()))


@pytest.fixture(scope="session")
def make_docx():
    """Make a .docx of its paragraphs, given as XML of runs, or as (style, XML), and of its footnotes' texts."""

    def make(*paragraphs, notes=(), styles=""):
        body = ""
        for paragraph in paragraphs:
            style, runs = paragraph if isinstance(paragraph, tuple) else ("", paragraph)
            body += f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:tabs><w:tab/></w:tabs></w:pPr>{runs}</w:p>'
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as packed:
            packed.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
            packed.writestr("word/styles.xml", f"<w:styles {_W}>{styles}</w:styles>")
            lines = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>___</w:t></w:r></w:p></w:footnote>'
            lines += "".join(
                f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/><w:t>{note}</w:t></w:r></w:p></w:footnote>'
                for number, note in enumerate(notes, 1)
            )
            packed.writestr("word/footnotes.xml", f"<w:footnotes {_W}>{lines}</w:footnotes>")
        return data.getvalue()

    return make


class Told:
    """Remembers the problems that were told while articles were added."""

    def __init__(self):
        self.problems = []

    def begin(self, name, total):
        pass

    def note_part(self, read, parts):
        pass

    def advance(self, characters):
        pass

    def tell(self, problem):
        self.problems.append(problem)


@pytest.fixture(scope="session")
def make_told():
    """The class of what remembers problems: Told()."""
    return Told


@pytest.fixture
def page_loads(monkeypatch):
    """Have pages be read in this process, for a child takes a second to start; return the addresses of those read."""
    loads = []

    class OwnLoader:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def load_page(self, page, path, tell):
            loads.append(page.address)
            path.write_bytes(page.data)
            steps = load_page_in_steps(path, page.name, page.address, page.charset, page.day, tell)
            return (item for item in steps if item is not None)

    monkeypatch.setattr("qa.page_adding.Loader", OwnLoader)
    return loads
