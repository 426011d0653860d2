"""Captions of WebVTT and SubRip as a transcript: paragraphs of whole sentences, each under its time and speaker."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from corpus.article import Source
from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode
from corpus.formats.extract import Block, Extract, join_lines, lay_out, make_title
from corpus.formats.fields import parse_language
from corpus.normal import normalise

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^ <>]{0,200})?\s{1,20}([^<>]{1,200})>")
_TAG = re.compile(r"</?[a-z0-9][^<>]{0,200}>|\{\\[^{}]{0,200}\}", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")
# Seconds after which a paragraph ends with its sentence, and after which it ends anyway; a pause that parts paragraphs.
_LONG, _LONGEST, _PAUSE = 30.0, 90.0, 4.0


class _Cue(NamedTuple):
    start: float
    end: float
    speaker: str
    text: str


def read_captions(data: bytes, stem: str) -> Extract:
    """Read captions; raise UnreadableSource if the file holds none."""
    letters = normalise(decode(data))
    language = re.search(r"^Language:[ \t]*(\S{2,20})$", letters[:2000], re.MULTILINE)
    text, headings = lay_out(_make_blocks(_read_cues(letters)))
    if not text.strip():
        raise UnreadableSource("the file holds no captions; save the transcript as plain text")
    return Extract(
        title=make_title(stem, text),
        text=text,
        source=Source(language=parse_language(language[1]) if language else None),
        headings=headings,
    )


def _read_cues(letters: str) -> Iterator[_Cue]:
    """Yield the captions, without lines that only repeat what was shown before, as rolling captions do."""
    shown: set[str] = set()
    speaker, open_sentence = "", False
    for paragraph in re.split(r"\n[ \t]*\n", letters):
        lines = paragraph.strip("\n").split("\n")
        times = next((index for index, line in enumerate(lines[:3]) if "-->" in line), None)
        span = _TIMES.match(lines[times].strip()) if times is not None else None
        if times is None or not span:
            continue
        voice = _VOICE.search(paragraph)
        # Who began a sentence goes on with it.
        speaker = " ".join(voice[1].split()) if voice else speaker if open_sentence else ""
        spoken = [" ".join(unescape(_TAG.sub("", line)).split()) for line in lines[times + 1 :]]
        new = [line for line in spoken if line and line not in shown]
        shown = {line for line in spoken if line} or shown
        if new:
            open_sentence = not _ENDED.search(new[-1])
            yield _Cue(_read_seconds(span.groups()[:4]), _read_seconds(span.groups()[4:]), speaker, " ".join(new))


def _read_seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, rest = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{rest}")


def _make_blocks(cues: Iterator[_Cue]) -> Iterator[Block]:
    """Yield paragraphs that end with a sentence where they can, each below the time at which it begins."""
    paragraph: list[_Cue] = []
    for cue in cues:
        if paragraph and _parts(paragraph, cue):
            yield from _end_paragraph(paragraph)
            paragraph = []
        paragraph.append(cue)
    if paragraph:
        yield from _end_paragraph(paragraph)


def _parts(paragraph: list[_Cue], cue: _Cue) -> bool:
    """Say whether a caption begins a new paragraph."""
    first, last = paragraph[0], paragraph[-1]
    ended = bool(_ENDED.search(last.text)) or cue.text.startswith(("-", "–", ">>"))
    lasts = cue.start - first.start
    return (
        cue.speaker != last.speaker or lasts > _LONGEST or (ended and (lasts > _LONG or cue.start - last.end > _PAUSE))
    )


def _end_paragraph(paragraph: list[_Cue]) -> Iterator[Block]:
    minutes, seconds = divmod(int(paragraph[0].start), 60)
    hours, minutes = divmod(minutes, 60)
    yield Block(f"{hours}:{minutes:02}:{seconds:02} {paragraph[0].speaker}", 2)
    yield Block(join_lines(" ".join(cue.text for cue in paragraph)))
