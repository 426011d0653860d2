"""Names: functions begin with a verb, locals say what they hold, and no two modules have one name."""

import ast
import gc
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(path for layer in ("corpus", "index", "qa") for path in (ROOT / layer).rglob("*.py"))
# The share of functions that begin with one of VERBS, at least: libraries ask for some other names.
LEAST_VERBS = 0.9
# Names that say nothing, and the functions that may have them as locals, at most.
EMPTY_NAMES = {"found": 13, "it": 8, "one": 4}
# File names that several folders may have.
SHARED_FILES = {"__init__.py", "errors.py"}
VERBS = """
abbreviate adapt add advance agree align allow annotate announce answer append apply are ask attribute average
begin begins belongs bind blot bound build can cancel capitalise change check choose chunk cite classify clean clear
close collate collect commit compare compile complete compose compute connect contains continue contradict contrast
convert copy correct count cover create cut decode define delete describe describes detect differ differs digest
discard distinguish do draw dress drop echo embed emphasise encode end escape examine exists explain export extend
fail favour fetch find finish fit flush fold follow forget format forward fuse gather generate get give goes grant group
grow guard guess halve handle has holds identify inflect insert invoke is iterate join joins judge keep kill lay
leave leaves limit link list listen load locate lock lower make map mark mask match may measure meet mend mentions
mount move name names narrate nest normalise note number offer open opens order overlap overlaps pack parse pass
paste place precedes prefer prepare prevent print probe process protect provide push put quote raise rank rate
reach read reads rebuild recall recase receive recognise reduce refill reflow refresh refuse remake remember remove
rename render repeats replace replay report require rescue resolve respond restore restrict retrieve retry revoke
rewrite round run salvage save scan score seal search secure select send serialise serve set settle shift shorten should
show silence skip snap sort speaks split spread stands start state stem stop stream strip suggest sum summarise
switch take tell tells test tidy tokenize trace trim try typeset unfold unpack unseal update upload view vote wait
walk wants watch weigh withdraw work wrap write writes
""".split()  # noqa: SIM905 - a list of words is easier to read as words


def is_named_freely(function):
    """Tell whether a function is no property, no special method and no command of the command line."""
    decorators = [ast.unparse(decorator) for decorator in function.decorator_list]
    bound = any("property" in name or name.endswith(".setter") for name in decorators)
    command = any(".command(" in name or ".group(" in name for name in decorators)
    return not (bound or command or (function.name.startswith("__") and function.name.endswith("__")))


def first_word(function):
    return function.name.lstrip("_").partition("_")[0]


@pytest.fixture(scope="module")
def functions():
    """All functions; they are read by the process that runs these tests, not by each that collects them.

    No garbage is collected meanwhile: what that ends may upset the parser of CPython 3.11 (its issue 106905).
    """
    gc.disable()
    try:
        trees = [ast.parse(path.read_text(encoding="utf-8")) for path in FILES]
    finally:
        gc.enable()
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, kinds)]


@pytest.fixture(scope="module")
def first_words(functions):
    return [first_word(function) for function in functions if is_named_freely(function)]


def test_functions_begin_with_a_verb(first_words):
    others = Counter(word for word in first_words if word not in VERBS)
    assert 1 - others.total() / len(first_words) >= LEAST_VERBS, others.most_common()


def test_each_verb_stands_once_in_order_and_is_used(first_words):
    assert sorted(set(VERBS)) == VERBS
    assert not set(VERBS) - set(first_words)


@pytest.mark.parametrize(("name", "most"), EMPTY_NAMES.items())
def test_locals_say_what_they_hold(functions, name, most):
    holding = [
        function.name
        for function in functions
        if any(
            isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name
            for node in ast.walk(function)
        )
    ]
    assert len(holding) <= most, holding


def test_no_two_modules_have_one_name():
    counts = Counter(path.name for path in FILES if path.name not in SHARED_FILES)
    assert not [name for name, count in counts.items() if count > 1]
