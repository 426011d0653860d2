"""The tools that check the page's scripts: exact versions, with digests, from whichever registry npm is set up for."""

import json
import re


def test_the_lock_names_exact_versions_and_no_host(request):
    root = request.config.rootpath
    named = json.loads((root / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    assert set(named) & {"dependencies", "devDependencies"} == {"devDependencies"}
    packages = {name.removeprefix("node_modules/"): held for name, held in lock["packages"].items() if name}
    for name, version in named["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version) and packages[name]["version"] == version
    assert all(held["integrity"] and "resolved" not in held for held in packages.values())
