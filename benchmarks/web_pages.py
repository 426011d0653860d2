"""How much of the articles of real web pages is read, by the score of the article extraction benchmark.

    python benchmarks/web_pages.py FOLDER

FOLDER is a checkout of scrapinghub/article-extraction-benchmark: 181 pages with their articles' text. The texts as
Pullquote reads them are written to `output/pullquote.json`, and its own `evaluate.py` scores all that lies there.
"""

import argparse
import gzip
import json
import subprocess
import sys
from pathlib import Path

from corpus import UnreadableSource
from corpus.formats.html import read_html


def main() -> None:
    """Read the pages, and have them scored."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    names = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in names}
    texts = {name: {"articleBody": _read(page)} for name, page in pages.items()}
    output = folder / "output"
    output.mkdir(exist_ok=True)
    (output / "pullquote.json").write_text(json.dumps(texts), "utf-8")
    print(f"pages without text: {sum(not text['articleBody'] for text in texts.values())}")
    subprocess.run([sys.executable, "evaluate.py"], cwd=folder, check=True)


def _read(page: bytes) -> str:
    try:
        return read_html(page, "page").text
    except UnreadableSource:
        return ""


if __name__ == "__main__":
    main()
