"""Folding copies: of passages that say the same in copies of one article, only the best is read."""

from collections.abc import Sequence

from index import Filters, Hit, Library


def fold_copies(library: Library, hits: Sequence[Hit], filters: Filters) -> list[Hit]:
    """Return hits without those whose every sentence stands letter for letter in better ones of copies."""
    kept: list[Hit] = []
    texts: dict[str, list[str]] = {}
    for hit in hits:
        passage = hit.passage
        copies = library.find_copies(passage.article_id, filters)
        read = [text for copy in copies if copy.id != passage.article_id for text in texts.get(copy.id, ())]
        own = library.article(passage.article_id).text
        if read and all(any(own[start:end] in text for text in read) for start, end in passage.sentences):
            continue
        kept.append(hit)
        texts.setdefault(passage.article_id, []).append(own[passage.start : passage.end])
    return kept
