#!/usr/bin/env bash
# What a new user does with the installed wheel: add the samples, ask, and be refused; in an empty folder.
# Usage: PULLQUOTE=path/to/pullquote wheel.sh FOLDER
set -euo pipefail
mkdir -p "$1"
cd "$1"
export PULLQUOTE_LIBRARY="$PWD/library"

"$PULLQUOTE" --version
"$PULLQUOTE" add --samples
"$PULLQUOTE" list | grep -q apollo-11-the-eagle-lands
"$PULLQUOTE" ask "When did the Panama Canal open?" | tee /dev/stderr | grep -q "15 August 1914"
"$PULLQUOTE" ask --json "What is the population of Brazil?" | grep -q '"status": "not_found"'
"$PULLQUOTE" doctor | grep -q "All is well"
echo "the wheel works"
