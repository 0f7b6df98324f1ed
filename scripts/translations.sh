#!/usr/bin/env bash
# Bring the translations up to the texts of the window, and compile them; docs/translating.md.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p resources/translations
for file in translations/speckle_viewer_*.ts; do
    code=$(basename "${file#*speckle_viewer_}" .ts)
    plurals=$([ "$code" = en ] && echo -pluralonly || true)  # English needs no other texts
    # shellcheck disable=SC2086
    .venv/bin/pyside6-lupdate -silent -extensions py speckle_viewer/gui \
        -locations none -no-obsolete $plurals \
        -source-language en -target-language "$code" -ts "$file"
    compiled="resources/translations/speckle_viewer_$code.qm"
    # In place at once: a running window has the old file in its memory, and would crash.
    .venv/bin/pyside6-lrelease -silent "$file" -qm "$compiled.new"
    mv -f "$compiled.new" "$compiled"
done
