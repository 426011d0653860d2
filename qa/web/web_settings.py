"""Settings of the web page: one frozen value, each number once with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the page is served and how much it shows."""

    # Bytes of the files of one request: a long book as a PDF is smaller, and a larger body is not an article.
    largest_upload: int = 64 * 2**20
    # Bytes of one message in JSON: two million characters that are pasted, each written as \u20ac.
    largest_message: int = 12 * 2**20
    # Values in one message: a long conversation before a question has two thousand.
    most_values: int = 10_000
    # Seconds in which a request has to be sent: on one machine the largest takes less than one.
    longest_sending: float = 60
    # Rows of a page of the article list: more are found faster by typing than by scrolling.
    most_rows: int = 100
    # Characters of the list's own filter.
    longest_filter: int = 200
    # Characters of one detail of an article.
    longest_detail: int = 1_000
    # Articles offered as a first question.
    most_starts: int = 4
    # Exchanges of a conversation that are kept and shown.
    most_exchanges: int = 50
    # Conversations that are listed.
    most_conversations: int = 200
    # Characters that a person can quote at once: a longer quotation is a copy.
    longest_own_quote: int = 2_000
    # Characters of a text that is pasted: a longer one is a file.
    longest_paste: int = 2_000_000
    # Addresses that are pasted at once: at the pace of one site, these take minutes.
    most_pages: int = 100
    # Removed articles that can be brought back until the program ends.
    most_undone: int = 20
    # Open pages of which Gradio keeps something; this page keeps nothing there.
    most_sessions: int = 64
    # Events that wait their turn: twenty people who each ask at once, and then some.
    most_waiting: int = 128
    # Questions answered at once: reading is the processor's work, so more would only slow each other.
    at_once: int = 4
    # Where people log in: failures in a quarter of an hour under one name, and from one address.
    most_failures: int = 10
    most_failures_from_one_place: int = 30
    # What one person may send for in a minute: the page asks for some thirty things when it is opened.
    most_requests: int = 600
    # And what of it makes the processor work: questions, checks and files.
    most_works: int = 60
