#!/usr/bin/env bash
# What a new user does with the installed wheel: add the samples, ask, and be refused; in an empty folder.
# Usage: PULLQUOTE=path/to/pullquote wheel.sh FOLDER
set -euo pipefail
mkdir -p "$1"
cd "$1"
export PULLQUOTE_LIBRARY="$PWD/library"

"$PULLQUOTE" --version
"$PULLQUOTE" add --samples
# Held against whole outputs: a grep that stops reading early would break the pipe.
grep -q apollo-11-the-eagle-lands <<<"$("$PULLQUOTE" list)"
answer=$("$PULLQUOTE" ask "When did the Panama Canal open?")
echo "$answer"
grep -q "15 August 1914" <<<"$answer"
grep -q '"status": "not_found"' <<<"$("$PULLQUOTE" ask --json "What is the population of Brazil?")"
grep -q "All is well" <<<"$("$PULLQUOTE" doctor)"
echo "the wheel works"
