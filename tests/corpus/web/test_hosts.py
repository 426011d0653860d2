"""Hosts: in a network of its own, where all that stands inside answers, no way leads there."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
ALONE = ("unshare", "--map-root-user", "--net")


def may_play_networks():
    if not (shutil.which("unshare") and shutil.which("ip")):
        return False
    return subprocess.run([*ALONE, "ip", "link", "set", "lo", "up"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_play_networks(), reason="this machine gives no network namespaces, or has no unshare or ip")
def test_no_way_leads_inside():
    script = Path(__file__).parent / "inside_network.py"
    ran = subprocess.run(
        [*ALONE, sys.executable, script], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    told = json.loads(ran.stdout)
    assert told["through"] == []
    # Without the guard, the same addresses lead to all of these.
    assert {"127.0.0.2", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fd12:3456::1"} <= set(told["unguarded"])
    assert f"{told['tried']:,} ways" in (ROOT / "docs" / "security.md").read_text("utf-8")
