#!/usr/bin/env bash
# Lint, types, import rules and all tests. Runs every stage, and fails if one of them did.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
failed=()

stage() {
    local name=$1
    shift
    echo "== $name: $*"
    "$@" || failed+=("$name")
}

stage "Lint" ruff check .
stage "Format" ruff format --check .
stage "Types" mypy
stage "Import rules" lint-imports --no-logo
stage "Tests" python -m pytest -q -n auto --maxprocesses 4 --dist loadfile "$@"

if [ ${#failed[@]} -gt 0 ]; then
    echo "== Failed: ${failed[*]}"
    exit 1
fi
