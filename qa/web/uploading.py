"""Uploads: files that a browser sends, each kept under a name of its own until an event reads it."""

import logging
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qa.web.doors import UPLOAD

# Files in one request; the page sends as many at most.
_MOST = 1_000
# Values beside them, of which the page sends none.
_FIELDS = 8


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: where it lies for now, and the name it was sent under."""

    path: Path
    name: str


def upload_route(folder: Path) -> Route:
    """Return the route that keeps files in a folder and answers with their paths.

    It stands in place of the framework's own, which leaves files behind that were broken off, and breaks itself on
    forms that are malformed.
    """
    # It writes a line for each form that is malformed, and is answered for by the refusal.
    logging.getLogger("python_multipart").setLevel(logging.ERROR)

    async def upload(request: Request) -> Response:
        if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
            raise HTTPException(415, "only files are taken here: send them as multipart/form-data")
        parser = MultiPartParser(
            request.headers, request.stream(), max_files=_MOST, max_fields=_FIELDS, max_part_size=1_000
        )
        try:
            form = await parser.parse()
            files = [sent.file for sent in form.getlist("files") if isinstance(sent, UploadFile)]
            if not files:
                raise HTTPException(400, "no file was sent: choose one again")
            return JSONResponse(await run_in_threadpool(_keep, files, folder))
        except MultiPartException as error:
            raise HTTPException(400, "the files cannot be told apart: choose them again") from error
        except OSError as error:
            raise HTTPException(507, f"the file cannot be kept ({error.strerror}): make room first") from error
        finally:
            # Those too of a form that ends in the middle of a file, which are in no form.
            for file in parser._files_to_close_on_error:
                file.close()

    return Route(UPLOAD, upload, methods=["POST"])


def is_kept(path: str, folder: str) -> bool:
    """Return whether a path is one that an upload was answered with."""
    parent, name = str(Path(path).parent), Path(path).name
    return parent == folder and len(name) == 32 and set(name) <= set("0123456789abcdef")


def _keep(files: list[BinaryIO], folder: Path) -> list[str]:
    """Keep files and return their paths; none of them, if one cannot be kept."""
    paths = [folder / secrets.token_hex(16) for _ in files]
    try:
        # Another server of this process, in ending, has taken it away.
        folder.mkdir(mode=0o700, exist_ok=True)
        for file, path in zip(files, paths, strict=True):
            with path.open("xb") as kept:
                shutil.copyfileobj(file, kept)
    except OSError:
        for path in paths:
            path.unlink(missing_ok=True)
        raise
    return [str(path) for path in paths]
