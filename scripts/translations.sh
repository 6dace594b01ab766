#!/usr/bin/env bash
# Brings the English catalogue up to date with the Indonesian sentences in the code, and compiles it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v xgettext >/dev/null || {
    echo "gettext belum ada; pasang dengan: apt-get install gettext (gettext is missing.)" >&2
    exit 1
}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
export BINAKON_MODE=test BINAKON_DATA_DIR="$WORK/data" BINAKON_KEYS_DIR="$WORK/keys"
.venv/bin/python manage.py makemessages -l en --no-location --no-wrap --no-obsolete -i .venv -i var -i tests -i bench
.venv/bin/python -m babel.messages.frontend compile -D django -d locale
