"""The error tree in `corpus.errors`: it names every error of the program under its parent, and no other."""

import ast
import re
from pathlib import Path

import corpus.errors

ROOT = Path(__file__).parent.parent
LAYERS = ("corpus", "index", "qa")
ENTRY = re.compile(r"(?P<indent>[│├└─ ]*)(?P<name>[A-Za-z]+)(?: +(?:\((?P<package>[\w.]+)\) )?(?P<meaning>\S.*))?")


def read_tree():
    """Return by name the parent and the package of each error that the docstring names."""
    lines = corpus.errors.__doc__.split("\n\n")[1].splitlines()
    path, errors = [], {}
    for entry in map(ENTRY.fullmatch, filter(None, lines)):
        depth = len(entry["indent"]) // 4
        assert entry["name"] not in errors
        errors[entry["name"]] = (path[depth - 1] if depth else "Exception", entry["package"] or "corpus")
        assert not depth or entry["meaning"], entry["name"]
        path[depth:] = [entry["name"]]
    return errors


def list_classes():
    """Yield the name, the first base and the module of each class that has a base."""
    for layer in LAYERS:
        for path in (ROOT / layer).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and node.bases:
                    yield node.name, ast.unparse(node.bases[0]).rpartition(".")[2], module


def find_errors():
    """Return by name the parent and the module of each class under PullquoteError, private ones aside."""
    classes = list(list_classes())
    errors = {"PullquoteError": ("Exception", "corpus.errors")}
    while new := {name: place for name, *place in classes if place[0] in errors and name not in errors}:
        errors |= new
    return {name: place for name, place in errors.items() if not name.startswith("_")}


def test_the_tree_names_every_error_and_no_other():
    assert set(read_tree()) == set(find_errors())


def test_each_error_stands_under_its_parent_and_names_its_package():
    errors = find_errors()
    for name, (parent, package) in read_tree().items():
        assert errors[name][0] == parent, name
        assert f"{errors[name][1]}.".startswith(f"{package}."), name
