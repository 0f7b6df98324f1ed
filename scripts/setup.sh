#!/usr/bin/env bash
# Brings everything that the viewer and its tests need: system libraries, .venv, Python packages.
# Asks for nothing, does nothing twice, and stops with exact instructions where it is not allowed.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "== $*"; }

find_python() {
    local name
    for name in python3 python3.11 python3.12 python3.13; do
        if command -v "$name" >/dev/null &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            echo "$name"
            return
        fi
    done
    echo "Speckle Viewer needs Python 3.11 or later, and none is here." >&2
    echo "On Debian 12: apt-get install python3" >&2
    return 1
}

install_system_packages() {
    if ! command -v apt-get >/dev/null; then
        echo "These libraries are missing; install what your system calls them: $*" >&2
        exit 1
    elif [ "$(id -u)" = 0 ]; then
        run_apt env "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        run_apt "sudo env" "$@"
    else
        echo "These system packages are missing, and installing them needs an administrator:" >&2
        echo "    sudo apt-get install $*" >&2
        exit 1
    fi
}

run_apt() {
    local as=$1
    shift
    say "Installing system packages: $*"
    $as apt-get update -q
    $as DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

install_packages() {
    .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv .venv
    say "Installing Python packages into .venv (1.6 GB, a minute or two)"
    # Torch first and pinned: asked for by another package, pip would take the newest CUDA build.
    .venv/bin/python -m pip install -q -c constraints.txt torch
    .venv/bin/python -m pip install -q -c constraints.txt hatchling
    .venv/bin/python -m pip install -q -c constraints.txt --no-build-isolation \
        -e '.[dev,video,formats,jpegxl,onnx,tensorboard,export,cluster]'
}

python=$(find_python)
packages=$("$python" -m speckle_viewer.system_libraries)
# shellcheck disable=SC2086  # one word per package
[ -z "$packages" ] || install_system_packages $packages

stamp=.venv/set-up-for
wanted=$(cat pyproject.toml constraints.txt | sha256sum)
if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ]; then
    install_packages
    echo "$wanted" >$stamp
fi
