"""Tags of sources in a sentence: someone who speaks after "according to"."""

from collections.abc import Sequence

from qa.english.verb_forms import FINITE
from qa.speech.mentions import SpeakerMention, read_mention
from qa.speech.speech_tags import Tag, find_end_of_words, is_list, prefer_name
from qa.speech.tokens import Token

# So many tokens may tell more of a source.
_LONGEST_SOURCE = 10


def find_source(tokens: Sequence[Token]) -> Tag | None:
    """Return the first "according to" with its source as a tag, if the source is someone who speaks."""
    for at in range(len(tokens) - 2):
        if tokens[at].low != "according" or tokens[at + 1].low != "to":
            continue
        mention = read_mention(tokens, at + 2)
        if mention is None or mention[0].kind == "pronoun" or is_list(tokens, mention[1]):
            return None
        end = _find_end_of_source(tokens, mention[1])
        # Where nothing stands before it, what is said stands behind, and is no part of who says it.
        if at == 0 and all(token.text in ".!?" for token in tokens[end:]):
            end = mention[1]
        speaker, end = _name_source(tokens, mention[0], end)
        return Tag(speaker, at, at, end)
    return None


def _name_source(tokens: Sequence[Token], speaker: SpeakerMention, end: int) -> tuple[SpeakerMention, int]:
    """Return the name behind a description, and where it ends: "according to the judge, Carla Mendes, …"."""
    if end < len(tokens) and tokens[end].text == ",":
        close = find_end_of_words(tokens, end + 1)
        named = prefer_name(tokens, speaker, end + 1, close)
        if named is not speaker and close < len(tokens) and tokens[close].text in ",.":
            return named, close
    return speaker, end


def _find_end_of_source(tokens: Sequence[Token], at: int) -> int:
    """Return where what is told of a source ends: behind its phrases and its apposition."""
    end = at
    while end < len(tokens) and (tokens[end].is_word or tokens[end].text.isdigit()) and end - at < _LONGEST_SOURCE:
        end += 1
    follows = tokens[end + 1].low if end + 1 < len(tokens) else ""
    if end < len(tokens) and tokens[end].text == "," and follows in ("a", "an", "the", "who"):
        close = next((place for place in range(end + 1, len(tokens)) if tokens[place].text in ",."), None)
        apposition = tokens[end + 1 : close] if close else ()
        if close and (follows == "who" or not any(FINITE.fullmatch(token.text) for token in apposition)):
            return close
    return end
