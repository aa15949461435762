#!/bin/sh
# The image's steps, one per word, so that each can be run and tested without Docker:
#   build.sh dependencies   PREFIX/venv with the pinned requirements      (VENV names another one)
#   build.sh application    PREFIX/app, compiled, and PREFIX/static, hashed and compressed
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
prefix=${PREFIX:-/opt/greenlab}
venv=${VENV:-$prefix/venv}

dependencies() {
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --no-cache-dir --disable-pip-version-check --quiet --requirement "$source/requirements.txt"
}

application() {
    mkdir -p "$prefix/app"
    for part in manage.py greenlab inventory carbon templates static; do
        cp -R "$source/$part" "$prefix/app/"
    done
    find "$prefix/app" -name __pycache__ -type d -prune -exec rm -rf {} +
    "$venv/bin/python" -m babel.messages.frontend --quiet compile --directory "$prefix/app/greenlab/locale" --domain django
    "$venv/bin/python" -m compileall -q -j 0 "$prefix/app"
    # A throw-away data folder: the image must hold no secret key.
    scratch=$(mktemp -d)
    GREENLAB_DATA=$scratch GREENLAB_STATIC=$prefix/static "$venv/bin/python" "$prefix/app/manage.py" collectstatic --noinput -v 0
    rm -rf "$scratch"
    # Readable by the account that runs it, writable by nobody.
    chmod -R a+rX,go-w "$prefix/app" "$prefix/static"
}

for step in "$@"; do
    case $step in
        dependencies | application) "$step" ;;
        *) echo "build.sh knows the steps dependencies and application, not $step." >&2; exit 2 ;;
    esac
done
