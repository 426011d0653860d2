"""The files for servers say what the command line takes, and run as nobody who may write more than the library."""

import configparser
import json
import re
import shlex
from pathlib import Path

import pytest
import yaml

from qa.cli.main import main
from qa.cli.serve_command import serve_command

FOLDER = Path(__file__).parent.parent.parent / "docs" / "deploy"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text())["services"]["pullquote"]
DOCKERFILE = (FOLDER / "Dockerfile").read_text()


def read_service():
    """Return the settings of a unit by section, each with its values."""
    unit = configparser.RawConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(FOLDER / "pullquote.service")
    return unit


def list_commands():
    """Yield what each of the files runs, behind the name of the program."""
    yield COMPOSE["command"]
    yield json.loads(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[1])
    program, *arguments = shlex.split(read_service()["Service"]["ExecStart"])
    assert Path(program).name == "pullquote"
    yield arguments


@pytest.mark.parametrize("command", list(list_commands()), ids=["compose", "dockerfile", "unit"])
def test_each_serves_by_options_that_there_are_and_asks_for_logins(command):
    assert command[0] == "serve"
    with serve_command.make_context("serve", list(command[1:])) as context:
        assert context.params["auth"] and not context.params["unlocked"] and context.params["trusted"]


def test_the_commands_in_their_comments_are_the_command_lines():
    for path in FOLDER.iterdir():
        for line in re.findall(r"pullquote (users .*)$", path.read_text(), re.MULTILINE):
            group, name, *arguments = line.split()
            command = main.get_command(None, group).commands[name]
            with command.make_context(name, arguments):
                pass


def test_the_container_is_nobody_and_writes_to_its_volume_alone():
    assert COMPOSE["read_only"] and COMPOSE["cap_drop"] == ["ALL"] and COMPOSE["tmpfs"]
    assert COMPOSE["security_opt"] == ["no-new-privileges:true"] and "privileged" not in COMPOSE
    [volume] = COMPOSE["volumes"]
    assert volume.endswith(":/data") and "\nVOLUME /data\n" in DOCKERFILE
    # A port of this machine alone: the proxy has the certificate.
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["ports"])
    users = re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE)
    assert users and not users[-1].startswith(("0", "root"))
    for name in ("PULLQUOTE_LIBRARY", "PULLQUOTE_CACHE", "HOME"):
        assert re.search(rf"{name}=/data", DOCKERFILE), name
    assert "HEALTHCHECK" in DOCKERFILE and "/login" in DOCKERFILE


def test_the_image_is_built_of_what_there_is():
    root = FOLDER.parent.parent
    for name in re.findall(r"^!(.*)$", (FOLDER / "Dockerfile.dockerignore").read_text(), re.MULTILINE):
        assert (root / name).exists(), name
    assert COMPOSE["build"] == {"context": "../..", "dockerfile": "docs/deploy/Dockerfile"}


def test_the_unit_is_no_other_user_and_keeps_its_files_private():
    unit = read_service()["Service"]
    assert unit["DynamicUser"] == "yes" and unit["ProtectSystem"] == "strict" and unit["UMask"] == "0077"
    assert unit["StateDirectory"] == unit["CacheDirectory"] == "pullquote"
