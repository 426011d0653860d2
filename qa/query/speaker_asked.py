"""The speaker asked: of whom a question asks what was said."""

from qa.english.turn_words import SAID_BY


def find_speaker_asked(question: str) -> str | None:
    """Return the words for whom a question asks what they say: "the mayor" of "What did the mayor say?"; else None."""
    match = SAID_BY.match(question)
    return match["speaker"] if match else None
