"""Settings of the web page: one frozen value, each number once with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the page is served and how much it shows."""

    # Bytes of one request: a long book as a PDF is smaller, and a larger body is not an article.
    largest_request: int = 64 * 2**20
    # Rows of the article list: more are found faster by typing than by scrolling.
    most_rows: int = 200
    # Characters of the list's own filter.
    longest_filter: int = 200
    # Articles offered as a first question.
    most_starts: int = 4
    # Exchanges of a conversation that are kept and shown.
    most_exchanges: int = 50
    # Open pages whose conversations are kept in memory.
    most_sessions: int = 64
    # Questions answered at once: reading is the processor's work, so more would only slow each other.
    at_once: int = 4
