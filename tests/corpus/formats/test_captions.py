import pytest

from corpus import UnreadableSource
from corpus.formats.captions import read_captions


def read(captions):
    return read_captions(captions.encode(), "lamp-oil")


def cue(start, text):
    times = [f"00:{second // 60:02}:{second % 60:02}.000" for second in (start, start + 2)]
    return f"{times[0]} --> {times[1]}\n{text}\n"


def roll(*texts):
    return "WEBVTT\n\n" + "\n".join(cue(2 * number, text) for number, text in enumerate(texts))


def test_a_sentence_over_captions_is_whole_under_its_time_and_speaker():
    extract = read(
        f"WEBVTT\nLanguage: en\n\n{cue(1, '<v Ada Finch>It burned <i>all')}\n{cue(3, 'night</i> &amp; day.')}"
    )
    assert extract.text == "0:00:01 Ada Finch\n\nIt burned all night & day."
    assert [extract.text[start:end] for start, end in extract.headings] == ["0:00:01 Ada Finch"]
    assert (extract.title, extract.source.language) == ("lamp oil", "en")


def test_subrip():
    text = "1\n00:00:01,000 --> 00:00:02,500\n{\\an8}It burned.\n\n2\n01:02:03,000 --> 01:02:04,000\nIt went out.\n"
    assert read(text).text == "0:00:01\n\nIt burned.\n\n1:02:03\n\nIt went out."


def test_a_paragraph_ends_with_a_sentence_a_pause_or_another_speaker():
    cues = [cue(second, f"Word {second}" + ("." if second == 40 else "")) for second in range(0, 60, 2)]
    assert [line for line in read("WEBVTT\n\n" + "\n".join(cues)).text.split("\n\n") if line[0] == "0"] == [
        "0:00:00", "0:00:42",
    ]  # fmt: skip
    talk = f"WEBVTT\n\n{cue(0, '<v Ada>Who?')}\n{cue(2, '<v Bo>Nobody.')}\n{cue(4, 'Never.')}"
    assert read(talk).text.split("\n\n")[::2] == ["0:00:00 Ada", "0:00:02 Bo", "0:00:04"]


def test_captions_that_roll_are_told_once():
    assert read(roll("oil", "oil\nwick", "wick\nglass")).text == "0:00:00\n\noil wick glass"
    assert read(roll("oil", "oil\nwick<00:00:02.500><c> and</c>", "wick and\nglass")).text == (
        "0:00:00\n\noil wick and glass"
    )


@pytest.mark.parametrize("captions", ["WEBVTT", "WEBVTT\n\nNOTE nothing\n", "It burned.", "--> \nx"])
def test_a_file_without_captions_is_told(captions):
    with pytest.raises(UnreadableSource, match="no captions"):
        read(captions)
