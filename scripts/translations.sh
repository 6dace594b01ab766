#!/usr/bin/env bash
# Brings the English catalogue up to date with the Indonesian sentences in the code, and compiles it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for tool in xgettext msgmerge msgfmt; do
    command -v "$tool" >/dev/null || {
        echo "$tool tidak ditemukan; pasang gettext, misalnya dengan: apt-get install gettext. (gettext is needed.)" >&2
        exit 1
    }
done

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
export BINAKON_MODE=test BINAKON_DATA_DIR="$WORK/data" BINAKON_KEYS_DIR="$WORK/keys"
CATALOGUE=locale/en/LC_MESSAGES/django

.venv/bin/python manage.py makemessages --verbosity 0 --locale en --no-location --no-wrap --no-obsolete \
    --ignore .venv --ignore var --ignore tests --ignore bench
# A run that finds nothing new leaves both files as they were.
sed -i '/^"POT-Creation-Date:/d' "$CATALOGUE.po"
msgfmt --check --statistics --output-file="$CATALOGUE.mo" "$CATALOGUE.po"
