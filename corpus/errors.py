"""The error tree of Pullquote, with one root, so that an edge can catch all that a user can cause.

PullquoteError
├── CorpusError               a source cannot become an article
│   ├── InvalidArticle        a value breaks an invariant of Article or Passage
│   ├── UnreadableSource      a file, or a line of it, cannot be read as an article
│   │   └── OcrFailed         (corpus.formats) Tesseract breaks down or takes too long
│   ├── FetchFailed           a page cannot be fetched from its address
│   │   └── AddressRefused    an address is none that may be fetched
│   ├── ZoteroFailed          Zotero cannot be asked, or does not give what it was asked for
│   └── JobEnded              a job in a child process was ended before it was done
├── LibraryError              (index) a library cannot be opened, read or changed
│   ├── NoLibrary             (index) a folder holds no library
│   ├── LibraryMismatch       (index) another version or another embedding model made the library
│   ├── ModelError            (index) a model cannot be found, is not what it should be, or cannot run
│   │   └── Unconvertible     (index) OpenVINO cannot run a network, or does not reproduce its output
│   ├── TextTooLong           (index) a text is longer than the model can read
│   ├── NoSuchArticle         (index) the library does not hold the article
│   ├── NoSuchPublisher       (index) no article of the library is by the publisher
│   └── DamagedArticle        (index) an article is no longer what was stored
├── QuestionError             (qa) a question cannot be asked
├── StaleCitation             (qa) a citation is held against another text than it was made from
├── DetailError               (qa) a detail of an article cannot be right
├── NoSuchConversation        (qa) a conversation, or an exchange of it, is not kept
├── DamagedKeeping            (qa) a kept answer or quote is not what was written
├── DraftError                (qa) a text cannot be checked as a draft
├── StyleError                (qa) a citation style is not known, or its file holds none
├── InvalidAnchor             (qa.cite) a value is no anchor of this version
├── FollowError               (qa) a feed or a site cannot be followed, or is not
├── BasketError               (qa) a basket cannot be changed as asked, or not exported
│   └── NoSuchQuote           (qa) a quote is not in a basket
├── KeyRefused                (qa) a key for programs cannot be made or revoked
├── UserRefused               (qa) a user cannot be made, changed or removed
├── ServerRefused             (qa) a server does not answer, or refuses what it is asked
├── OutputFull                (qa.cli) there is no room for what a command prints
└── CannotServe               (qa.web) the page cannot be served at an address
"""


class PullquoteError(Exception):
    """Root of every error that Pullquote raises on purpose; its text says what to do."""


class CorpusError(PullquoteError):
    """Raised when a source cannot become an article."""


class InvalidArticle(CorpusError):
    """Raised when a value breaks an invariant of Article or Passage."""


class UnreadableSource(CorpusError):
    """Raised when a file, or a line of it, cannot be read as an article."""


class FetchFailed(CorpusError):
    """Raised when a page cannot be fetched from its address."""


class AddressRefused(FetchFailed):
    """Raised when an address is none that may be fetched: malformed, of another scheme, or within a private network."""


class ZoteroFailed(CorpusError):
    """Raised when Zotero cannot be asked, or does not give what it was asked for."""
