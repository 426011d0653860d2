"""Models as folders: what is looked up on the hub, and what importing the libraries leaves."""

import pytest

from index import model
from index.errors import ModelError

# Notes every look-up of a name, and lets none through.
_WATCHED = """
import sys
def watch(event, _):
    if event == "socket.getaddrinfo":
        print("a look-up")
        raise OSError("no network")
sys.addaudithook(watch)
"""


@pytest.fixture
def hub(tmp_path):
    """A home of the hub's files in which the model someone/model was downloaded."""
    folder = tmp_path / "hub" / "models--someone--model"
    (folder / "refs").mkdir(parents=True)
    (folder / "refs" / "main").write_text("a1", encoding="utf-8")
    snapshot = folder / "snapshots" / "a1"
    snapshot.mkdir(parents=True)
    for name in ("config.json", "model.safetensors"):
        (snapshot / name).write_text("{}", encoding="utf-8")
    return tmp_path


def test_another_model_says_what_it_lacks(monkeypatch, tmp_path):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    asked = [
        lambda: model.load_model("other", tmp_path),
        lambda: model.load_reader("other", tmp_path),
        lambda: model.find_model_folder("someone/other"),
        lambda: model.find_reader_folder("someone/other"),
    ]
    for ask in asked:
        with pytest.raises(ModelError, match=r"other needs .*torch.*pip install 'pullquote\[models\]'"):
            ask()


def test_a_model_that_was_downloaded_is_not_looked_up(run, hub):
    code = _WATCHED + "from index.model import find_reader_folder\nprint(find_reader_folder('someone/model').name)"
    assert run(code, HF_HOME=str(hub)).stdout == "a1\n"


def test_a_download_that_was_broken_off_goes_on(run, hub):
    (hub / "hub" / "models--someone--model" / "snapshots" / "a1" / "model.safetensors").unlink()
    code = _WATCHED + "from index.model import find_reader_folder\nfind_reader_folder('someone/model')"
    ran = run(code, HF_HOME=str(hub), HF_HUB_DISABLE_XET="1", check=False)
    assert "a look-up" in ran.stdout


def test_what_can_only_be_a_folder_is_not_looked_up(run, hub):
    names = ["./mine", "../models/mine", "/models/mine", "a/b/c", "C:\\mine"]
    code = f"""{_WATCHED}
from index.errors import ModelError
from index.model import find_model_folder
for name in sys.argv[1:]:
    try:
        find_model_folder(name)
    except ModelError as error:
        print("neither a folder nor to be had from the hub" in str(error))
"""
    assert run(code, *names, HF_HOME=str(hub)).stdout == "True\n" * len(names)


def test_the_built_in_model_is_not_looked_up(run, hub):
    code = (
        _WATCHED
        + "from index.model import DEFAULT_MODEL, find_model_folder\nprint(find_model_folder(DEFAULT_MODEL).name)"
    )
    assert run(code, HF_HOME=str(hub)).stdout == "model\n"


def test_pytorch_makes_no_folder_and_its_setting_stays_unset(run, tmp_path):
    code = """
import os
import warnings
warnings.simplefilter("ignore")
os.environ.pop("TORCHINDUCTOR_CACHE_DIR", None)  # of a test before
from index.model import silence_libraries
with silence_libraries():
    import torch._dynamo
print(os.environ.get("TORCHINDUCTOR_CACHE_DIR"))
"""
    assert run(code, TMPDIR=str(tmp_path)).stdout == "None\n"
    assert list(tmp_path.iterdir()) == []


def test_openvino_has_nothing_to_tell(run):
    code = (
        "import index.runtime, sys\nfrom openvino.tools.ovc import telemetry_utils\n"
        "print(sys.modules['openvino_telemetry'], telemetry_utils.tm.__name__)"
    )
    assert run(code).stdout == "None openvino.tools.ovc.telemetry_stub\n"
