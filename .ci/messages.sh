#!/usr/bin/env bash
# Gathers every string marked for gettext into locale/<language>/LC_MESSAGES/django.po, then compiles the .mo files.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v xgettext >/dev/null || { echo "make messages needs gettext: sudo apt install gettext" >&2; exit 1; }
languages=$(.venv/bin/python -c 'from academy.settings import LANGUAGES; print(*("-l " + code for code, _ in LANGUAGES if code != "en"))')
# shellcheck disable=SC2086
.venv/bin/python manage.py makemessages $languages --no-location --no-wrap -i .venv -i var -i tests -i bench
.venv/bin/python manage.py compilemessages -i .venv
