"""Uploads: what comes whole is kept until it is read, what is broken off or malformed leaves nothing behind."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa.web.page.mounting import open_upload_folder
from qa.web.uploading import is_kept

HEAD = b'--b\r\nContent-Disposition: form-data; name="files"; filename="gull.txt"\r\n\r\n'
WHOLE = HEAD + b"The gull nests.\r\n--b--\r\n"
FORM = "multipart/form-data; boundary=b"


def lying_there():
    return set(Path(open_upload_folder()).rglob("*"))


@pytest.fixture
def send(client):
    def send_form(body, kind=FORM):
        return client.post("/gradio_api/upload", content=body, headers={"content-type": kind})

    return send_form


def test_files_are_kept_under_names_of_their_own(send):
    before = lying_there()
    paths = send(HEAD + b"one\r\n" + HEAD.replace(b"gull.txt", b"../../../etc/passwd") + b"two\r\n--b--\r\n").json()
    assert {Path(path) for path in paths} == lying_there() - before
    assert [Path(path).read_bytes() for path in paths] == [b"one", b"two"]
    assert all(is_kept(path, open_upload_folder()) for path in paths)
    for path in paths:
        Path(path).unlink()


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "{}", "{}/", "{}/../x", "{}/" + "g" * 32, "{}/" + "a" * 33, "{}/a/" + "b" * 32, ""]
)
def test_no_other_path_is_one_of_them(path):
    assert not is_kept(path.format(open_upload_folder()), open_upload_folder())


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", FORM),
        (WHOLE[:-30], FORM),
        (HEAD, FORM),
        (WHOLE.replace(b"--b", b"--c"), FORM),
        (WHOLE.replace(b'name="files"', b""), FORM),
        (WHOLE.replace(b'name="files"', b'name="x"'), FORM),
        (WHOLE.replace(b'; filename="gull.txt"', b""), FORM),
        (WHOLE.replace(b"\r\n\r\n", b"\r\nX: " + b"y" * 20_000 + b"\r\n\r\n"), FORM),
        (WHOLE.replace(b"\r\n\r\n", b"\r\nno header\r\n\r\n"), FORM),
        ((HEAD + b"x\r\n") * 1_001 + b"--b--\r\n", FORM),
        (WHOLE, "multipart/form-data"),
        (WHOLE, "multipart/mixed; boundary=b"),
        (WHOLE, "application/json"),
        (WHOLE, ""),
        (b"files=x", "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_malformed_is_refused_with_a_sentence(send, body, kind):
    before = lying_there()
    answer = send(body, kind)
    assert answer.status_code in (400, 415) and answer.text.endswith(".") and "\n" not in answer.text
    assert lying_there() == before


@pytest.mark.parametrize("name", [b"\xff\xfe", b"a" * 5_000, b"con", b"", b"a\x00b", "é".encode()])
def test_a_file_may_be_called_anything(send, name):
    answer = send(WHOLE.replace(b"gull.txt", name))
    assert answer.status_code in (200, 400)
    for path in answer.json() if answer.status_code == 200 else ():
        Path(path).unlink()


@pytest.mark.parametrize("size", [10, 3 * 2**20])
@pytest.mark.parametrize("ends", ["leaves", "is cut off"])
def test_what_is_broken_off_leaves_nothing_behind(app, size, ends):
    """Also where the file is large enough to have been written already."""
    before = lying_there()
    incoming = [{"type": "http.request", "body": HEAD + b"x" * size, "more_body": True}, {"type": "http.disconnect"}]
    headers = {"host": "127.0.0.1:7860", "content-type": FORM, "authorization": "Bearer a-token-of-the-tests"}
    if ends == "is cut off":
        incoming[1] = {"type": "http.request", "body": b"y" * (65 * 2**20), "more_body": True}
    sent = []

    async def receive():
        return incoming.pop(0)

    async def send(message):
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/gradio_api/upload",
        "headers": raw,
        "query_string": b"",
        "root_path": "",
    }
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, app({**scope, "scheme": "http"}, receive, send)).result()
    assert [each["status"] for each in sent if "status" in each] == ([] if ends == "leaves" else [413])
    assert lying_there() == before


def test_a_full_disk_is_told(send, monkeypatch):
    before = lying_there()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    answer = send(WHOLE)
    assert (answer.status_code, lying_there()) == (507, before) and "No space left" in answer.text
