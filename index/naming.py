"""Publishers and articles as a person names them: regardless of case, and with the nearest where there is none."""

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.process import extractOne

from corpus.folding import fold_accents
from index.catalogue import Catalogue
from index.errors import NoSuchArticle, NoSuchPublisher
from index.filters import Filters

# Of 100: below it, two names have little more in common than their kind ("Daily").
_LEAST_ALIKE = 60


def settle_filters(catalogue: Catalogue, filters: Filters) -> Filters:
    """Return filters with publishers, ids and tags as the library writes them; raise LibraryError for unknown ones."""
    publishers = [each for name in filters.publishers for each in find_publishers(catalogue, name)]
    ids = [find_article_id(catalogue, name) for name in filters.article_ids]
    return replace(
        filters,
        publishers=tuple(dict.fromkeys(publishers)),
        article_ids=tuple(dict.fromkeys(ids)),
        tags=catalogue.spell_tags(filters.tags),
    )


def find_publishers(catalogue: Catalogue, name: str) -> list[str]:
    """Return the publishers that are written like a name but for case, accents and blanks; raise NoSuchPublisher."""
    publishers = catalogue.publishers()
    if alike := _select_alike(name, publishers):
        return alike
    nearest = _find_nearest(name, publishers)
    hint = f"the nearest is {nearest!r}" if nearest else "`pullquote list` shows whose it holds"
    raise NoSuchPublisher(f"the library holds no article by the publisher {name!r}: {hint}")


def find_article_id(catalogue: Catalogue, name: str) -> str:
    """Return the id of the article that has it, or the only one written like it; raise NoSuchArticle."""
    ids = catalogue.ids()
    if name in ids:
        return name
    if len(alike := _select_alike(name, ids)) == 1:
        return alike[0]
    nearest = _find_nearest(name, ids)
    hint = f"the nearest is {nearest!r}" if nearest else "`pullquote list` shows those it holds"
    raise NoSuchArticle(f"the library holds no article {name!r}: {hint}")


def _select_alike(name: str, known: Iterable[str]) -> list[str]:
    wanted = _fold(name)
    return [each for each in known if _fold(each) == wanted]


def _find_nearest(name: str, known: Iterable[str]) -> str | None:
    near = extractOne(name, known, scorer=fuzz.WRatio, processor=_fold, score_cutoff=_LEAST_ALIKE)
    return near[0] if near else None


def _fold(name: str) -> str:
    return fold_accents(" ".join(name.split()).casefold())
