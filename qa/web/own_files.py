"""The files of the page that are the program's own, and the address at which a browser may keep them."""

from hashlib import sha256
from pathlib import Path

from qa.checking.report.report_page import STATIC as REPORT_FILES

STATIC = Path(__file__).parent / "static"
OWN = "/pullquote"


def digest_files(*folders: Path) -> str:
    """Return 16 hexadecimal digits that change with any file of the folders."""
    digest = sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


# It changes with what the files hold, so that a browser asks for them once.
LASTING = f"{OWN}/{digest_files(STATIC, REPORT_FILES)}"
# Each path with its folder; one above another comes after it.
OWN_FOLDERS = {
    f"{LASTING}/checking": REPORT_FILES,
    LASTING: STATIC,
    f"{OWN}/checking": REPORT_FILES,
    OWN: STATIC,
}
