"""Parts of articles: the next part is told from another article, and from more comments."""

import pytest
from lxml.html import document_fromstring

from corpus.formats.parts import has_next_part

OWN = "https://herald.example/2024/toll"


def read(target, own=OWN, element="link"):
    page = document_fromstring(f"<html><body><{element} rel='next' href='{target}'>Next</{element}></body></html>")
    return has_next_part(page, own)


@pytest.mark.parametrize(
    "target", ["?page=2", "/2024/toll?a=b&p=3", "toll/2", "toll/page/2/", "toll-2.html", f"{OWN}_p2", f"{OWN}/2"]
)
def test_the_next_part(target):
    assert read(target) and read(target, element="a")


@pytest.mark.parametrize(
    "target",
    [
        *("/2024/oil", "/2024/toll/comment-page-2", "?page=1", "?reply=2", "https://moth.example/2024/toll/2", "toll"),
        *("/2024/tollgate", "toll-1999", "http://[", ""),
    ],
)
def test_what_is_no_next_part(target):
    assert not read(target)


def test_without_an_address():
    assert read("?page=2", None) and not read("/2", None) and not read("/page/2", "https://herald.example/")
