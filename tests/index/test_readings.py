"""Readings: seams and remarks stay with their articles."""

from dataclasses import replace

from corpus import Article
from index import Change

KINDS = ("folder", "postgresql")

LAMP = Article("lamp", "The lamp", "The lamp burned in 1903 by day.", seams=(23,), remark="it looks cut")


def test_a_reading_is_kept_and_listed(library):
    list(library.add([LAMP]))
    assert library.article("lamp") == LAMP
    assert [entry.remark for entry in library.entries()] == ["it looks cut"]


def test_a_reading_follows_its_article(library):
    list(library.add([LAMP]))
    [outcome] = library.add([replace(LAMP, seams=(), remark=None)])
    assert outcome.change is Change.UPDATED
    assert [entry.remark for entry in library.entries()] == [None]
    [outcome] = library.add([replace(LAMP, seams=(), remark=None)])
    assert outcome.change is Change.UNCHANGED


def test_a_damaged_reading_is_left_out(library):
    list(library.add([LAMP]))
    with library.database.writing() as connection:
        connection.execute("UPDATE readings SET seams = '[999]'")
    assert library.article("lamp").seams == ()
