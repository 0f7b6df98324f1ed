"""The files of translations hold what the window says, and nothing but that."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tests.conftest import REPOSITORY

SOURCES = sorted((REPOSITORY / "speckle_viewer" / "gui").rglob("*.py"))
FILES = sorted((REPOSITORY / "translations").glob("*.ts"))
CALLS = {"tr", "QT_TR_NOOP"}

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


class Text(NamedTuple):
    """A text as the window has it; `numerus` if it has a plural."""

    source: str
    numerus: bool


def called(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
            yield node


def literal(call: ast.Call) -> str | None:
    first = call.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return None


def texts_of_the_window() -> set[Text]:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in SOURCES]
    found = [(literal(call), len(call.args) > 2) for tree in trees for call in called(tree)]
    return {Text(source, numerus) for source, numerus in found if source is not None}


def messages(file: Path) -> dict[Text, list[str]]:
    """The translations of each text: one, or one per plural; none where it is unfinished."""
    found = {}
    for message in ElementTree.parse(file).iter("message"):
        translation = message.find("translation")
        numerus = message.get("numerus") == "yes"
        forms = [f.text or "" for f in translation] if numerus else [translation.text or ""]
        unfinished = translation.get("type") == "unfinished"
        found[Text(message.findtext("source"), numerus)] = [] if unfinished else forms
    return found


@each_file
def test_every_text_of_the_window_is_in_it_and_no_other(file: Path) -> None:
    # English has its plurals alone: its other texts are those of the source.
    wanted = {t for t in texts_of_the_window() if t.numerus or "_en" not in file.stem}
    assert set(messages(file)) == wanted, "run `make translations`"


@each_file
def test_few_texts_wait_for_their_translation(file: Path) -> None:
    """Who adds a text need not know every language; but none is to fall behind."""
    found = messages(file)
    waiting = [text.source for text, forms in found.items() if not (forms and all(forms))]
    assert len(waiting) <= 0.02 * len(found), waiting


@each_file
def test_what_is_put_into_a_text_is_put_into_its_translation_alike(file: Path) -> None:
    """str.format fills braces in their order: a translation may not change it, nor the format."""
    inserted = re.compile(r"\{[^}]*\}|%n")
    for text, forms in messages(file).items():
        for form in forms:
            assert inserted.findall(form) == inserted.findall(text.source), form


@each_file
def test_spaces_at_the_ends_and_file_patterns_stay(file: Path) -> None:
    for text, forms in messages(file).items():
        for form in forms:
            for edge in (slice(None, 1), slice(-1, None)):
                assert (form[edge] == " ") == (text.source[edge] == " "), form
            assert form.count(";;") == text.source.count(";;"), form


def test_what_is_translated_is_a_literal_that_qt_finds() -> None:
    """pyside6-lupdate neither looks into f-strings nor knows what a variable holds."""
    for file in SOURCES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                hidden = [literal(c) for c in called(node) if literal(c) is not None]
                assert not hidden, f"{file.name}: {hidden[0]!r} is in an f-string"
        for call in called(tree):
            formatted = isinstance(call.args[0], ast.JoinedStr)
            assert not formatted, f"{file.name}, line {call.lineno}: an f-string is translated"


def test_french_spaces_stand_before_double_punctuation() -> None:
    for text, forms in messages(REPOSITORY / "translations" / "speckle_viewer_fr.ts").items():
        for form in forms:
            plain = re.search(r"(?<![:\w;*)])? [:;!?»](?!;)|« ", form)
            assert plain is None, f"{text.source!r}: breaks before {plain and plain.group()!r}"


@each_file
def test_what_ships_is_compiled_from_it(file: Path, tmp_path: Path) -> None:
    release = shutil.which("pyside6-lrelease", path=str(REPOSITORY / ".venv" / "bin"))
    if release is None:
        pytest.skip("pyside6-lrelease is not in .venv")
    compiled = tmp_path / f"{file.stem}.qm"
    words = [release, "-silent", file, "-qm", compiled]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if "shared libraries" in done.stderr:
        pytest.skip("Qt's tools lack a system library, which only who translates needs")
    assert done.returncode == 0, done.stderr
    shipped = REPOSITORY / "resources" / "translations" / compiled.name
    assert compiled.read_bytes() == shipped.read_bytes(), "run `make translations`"
