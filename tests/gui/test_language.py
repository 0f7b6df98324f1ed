"""The window speaks the language that is chosen, and no text of it is left out of that."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.evidence.taking import as_text
from speckle_viewer.gui import conventions, sentences
from speckle_viewer.gui.language import install, languages
from speckle_viewer.gui.settings import Settings
from speckle_viewer.gui.texts import KNOWN, caption_of, step_of, title_of
from speckle_viewer.gui.tr import CONTEXT, tr
from speckle_viewer.gui.window import Window
from speckle_viewer.measuring import GROUPS
from speckle_viewer.measuring import QUANTITIES as MEASURED
from speckle_viewer.quantities import OVER_TIME
from speckle_viewer.steering import Steering
from speckle_viewer.viewer.preferences import DEFAULTS
from tests.gui.driving import write_cine


@pytest.fixture
def french(qapp: QApplication, in_english: None) -> Iterator[None]:
    """The application speaks French during a test. Name it before the window."""
    install(qapp, "fr")
    yield
    install(qapp, "en")


class Brackets(QTranslator):
    """A language in which every text stands in brackets."""

    def isEmpty(self) -> bool:  # noqa: N802 (Qt's)
        return False

    def translate(self, context, text, disambiguation=None, n=-1):  # type: ignore[override]
        return f"[¡{text}!]".replace("%n", str(n)) if context == CONTEXT else None


@pytest.fixture
def brackets(qapp: QApplication) -> Iterator[None]:
    """The application speaks a language of brackets. Name it before the window."""
    translator = Brackets()
    assert qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def menus(window: Window) -> list[str]:
    return [action.text().replace("&", "") for action in window.menuBar().actions()]


# -- which language --------------------------------------------------------------------------


def test_in_french_menus_tooltips_and_dialogs_are_french(
    french: None, own_weights: Path, window: Window, qtbot: QtBot
) -> None:
    assert menus(window)[:4] == ["Fichier", "Édition", "Lecture", "Affichage"]
    assert window.actions_.open_file.text() == "Ouvrir des fichiers…"
    assert window.inspector.accessibleName() == "Inspecteur de noyaux"
    window.further.show_export()
    assert window.further.export.windowTitle() == "Exporter"
    # Of Qt itself: standard buttons, and the keys in tooltips.
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    assert "Maj+" in window.actions_.open_folder.toolTip()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_entries_of_a_menu_have_the_same_underlined_letter(
    request: pytest.FixtureRequest, language: str
) -> None:
    if language == "fr":
        request.getfixturevalue("french")
    window = request.getfixturevalue("window")
    tops = window.menuBar().actions()
    for entries in (tops, *(top.menu().actions() for top in tops)):
        letters = re.findall(r"&(\w)", " ".join(entry.text().lower() for entry in entries))
        assert len(letters) == len(set(letters)), [entry.text() for entry in entries]
    assert len(re.findall("&", "".join(top.text() for top in tops))) == len(tops)


def test_in_french_a_cine_opens_and_is_denoised_as_in_english(
    french: None, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open(write_cine(tmp_path / "noise.npy"))
    qtbot.waitUntil(lambda: "input" in window.grid.panes, timeout=20_000)
    assert window.grid.panes["input"].caption_line.text.startswith("Entrée")
    qtbot.waitUntil(lambda: "ms/image" in window.status.engine.text(), timeout=60_000)


def test_plurals_are_those_of_the_language(qapp: QApplication, french: None) -> None:
    assert [tr("%n frames", "", n) for n in (0, 1, 2)] == ["0 image", "1 image", "2 images"]
    install(qapp, "en")
    assert [tr("%n frames", "", n) for n in (0, 1, 2)] == ["0 frames", "1 frame", "2 frames"]


def test_figures_have_a_point_in_every_language(french: None) -> None:
    assert QLocale().toString(1234.5, "f", 1) == "1234.5"


def test_a_language_that_is_not_there_is_refused_with_those_that_are(qapp: QApplication) -> None:
    with pytest.raises(SpeckleViewerError, match=r"no translation into 'xx': choose one of en, fr"):
        install(qapp, "xx")


def test_languages_have_their_own_names() -> None:
    assert languages() == {"en": "English", "fr": "français"}


def test_the_choice_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    assert Settings(file).language == ""
    Settings(file).preferences = replace(DEFAULTS, language="fr")
    assert Settings(file).language == "fr"


STARTED = """
from speckle_viewer.gui.app import make_application
make_application(language={!r})
from speckle_viewer.gui.texts import KNOWN, step_of
from speckle_viewer.gui.tr import tr
print(tr("Open folder …"))
"""


@pytest.mark.parametrize(
    ("system", "kept", "named", "expected"),
    [
        ("fr_CA.UTF-8", "", None, "Ouvrir un dossier…"),  # without a setting the system's
        ("de_DE.UTF-8", "", None, "Open folder …"),  # for which there is no translation
        ("en_GB.UTF-8", "fr", None, "Ouvrir un dossier…"),
        ("en_GB.UTF-8", "fr", "en", "Open folder …"),  # --language
        ("en_GB.UTF-8", "xx", None, "Open folder …"),  # kept by a version that had it
    ],
)
def test_the_option_comes_before_the_setting_and_that_before_the_system(
    isolated_settings: Path, system: str, kept: str, named: str | None, expected: str
) -> None:
    settings = isolated_settings / "Speckle Viewer" / "speckle-viewer.conf"
    Settings(settings).preferences = replace(DEFAULTS, language=kept)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    environment |= {"LC_ALL": system, "PYTHONUTF8": "1"}
    started = subprocess.run(
        [sys.executable, "-c", STARTED.format(named)],
        env=environment,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    assert started.stdout.strip() == expected


def test_what_is_undone_is_said_in_the_language(french: None) -> None:
    assert step_of("move of Region 1") == "déplacement (Region 1)"
    assert step_of("removal of pins") == "retrait (épingles)"
    assert step_of("end of tracking of Region 2") == "fin du suivi (Region 2)"


def test_conventions_of_measurements_are_known_to_the_translation() -> None:
    for quantity in MEASURED.values():
        left = quantity.convention
        for part in conventions.PARTS:
            left = left.replace(part, "")
        assert not left.strip(), quantity.name


def test_in_french_a_file_that_is_not_opened_says_so_in_french(
    french: None, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    def starts(said: str) -> bool:
        return window.messages.text.startswith(said)

    (tmp_path / "vide.dcm").touch()
    (tmp_path / "lettre.txt").write_text("Bonjour")
    np.savez(tmp_path / "ligne.npz", frames=np.zeros(7))
    for name, said in (
        ("vide.dcm", "vide.dcm est vide\u202f: copiez-le à nouveau depuis son origine."),
        ("lettre.txt", "lettre.txt n’est d’aucun format connu ici\u202f; sont connus "),
        ("ligne.npz", "ligne.npz contient un tableau de forme (7,)\u202f: les images sont "),
    ):
        window.open(tmp_path / name)
        qtbot.waitUntil(partial(starts, said), timeout=20_000)
    assert sentences.sentence_of("An error of a plug-in.") == "An error of a plug-in."


def test_captions_are_said_in_the_language(french: None) -> None:
    assert title_of("Input | KPN") == "Entrée | KPN"
    assert title_of("KPN, steered − Input") == "KPN, piloté − Entrée"
    steering = Steering(1.25, 5, (-1,), symmetric=True, along=-0.5)
    assert caption_of(f"{steering.describe()} · 2 pixels by hand") == (
        "force 1.25 · 5×5 seul · sans l'image −1 · symétrique · accentué selon l'axe 0.50"
        " · 2 pixels à la main"
    )
    caption = caption_of("30 % of the second image · frame 7")
    assert caption == "30\u202f% de la seconde vue · image 7"


# -- nothing is left out ---------------------------------------------------------------------

NAMES = {
    # of methods, wavelets, formats, files, people
    "CPU", "English", "français", "Gaussian mixture", "GIF", "Haar", "ICA", "JPEG 2000", "JPEG-LS",
    "k-means", "KPN", "PCA", "RLE", "SVD", "TIFF", "loss=l1 seed=2", "my-codebook", "my-kpn",
    "Speckle Viewer",
}  # fmt: skip
"""That are the same in every language."""

ENGLISH = re.compile(
    r"Tiny KPN|Daubechies|Symlet|Coiflet|\(kpn|SSIM|CNR|ENL|SSI|SMPI|EPI|PSNR"  # names
    r"|^[\w-]+$"  # names of recipes and networks
    r"|denoised by|by a network"  # sentences of recipes
    r"|<i>.*</i>$|<br>mean σ_t<br>"  # papers and formulas of measurements
)
"""What stays English: docs/translating.md."""

KEYS = re.compile(
    r"\b((Ctrl|Shift|Alt|Meta)\+)*(F\d+|Space|Home|End|Left|Right|Tab|Del|Esc|[A-Z]\b|[,+−\d-])"
)


def texts(widget: QWidget | QAction) -> Iterator[str]:
    """Everything that a widget says."""
    for name in (
        "text", "toolTip", "accessibleName", "accessibleDescription", "placeholderText",
        "windowTitle", "title", "prefix", "suffix", "specialValueText",
    ):  # fmt: skip
        method = getattr(widget, name, None)
        said = method() if callable(method) else ""
        if isinstance(said, str):
            yield said
    if isinstance(widget, QComboBox):
        for place in range(widget.count()):
            yield widget.itemText(place)
            yield widget.itemData(place, Qt.ItemDataRole.ToolTipRole) or ""
    if isinstance(widget, QTabBar):
        for place in range(widget.count()):
            yield widget.tabText(place)
            yield widget.tabToolTip(place)


def parts_of(widget: QWidget) -> Iterator[QWidget | QAction]:
    """A widget and all in it that was made here: not what pyqtgraph and Qt put inside theirs."""
    yield widget
    if isinstance(widget, (pg.GraphicsView, QAbstractItemView, QTabBar)):
        return
    for child in widget.children():
        if isinstance(child, QAction):
            yield child
        elif isinstance(child, QWidget) and not child.objectName().startswith("qt_"):
            yield from parts_of(child)


def left_in_english(window: QWidget) -> set[str]:
    """What the window says outside brackets, names aside."""
    left = set()
    for widget in parts_of(window):
        for said in texts(widget):
            bare = said
            while "[¡" in bare:
                bare, once_more = re.subn(r"\[¡(?:(?!\[¡).)*?!\]", "", bare, flags=re.DOTALL)
                assert once_more, said
            bare = KEYS.sub("", bare)
            if re.search(r"[A-Za-z]{3}", bare) and said not in NAMES and not ENGLISH.search(said):
                left.add(f"{type(widget).__name__}: {said}")
    return left


def test_names_of_quantities_from_plain_python_are_known_to_the_translation() -> None:
    of_kernels = {text for q in OVER_TIME.values() for text in (q.title, q.meaning)}
    measured = {quantity.title for quantity in MEASURED.values()}
    abbreviations = {"CNR", "gCNR", "SSI", "SMPI", "EPI", "PSNR", "SSIM"}
    assert of_kernels | (measured - abbreviations) | {*GROUPS} <= {*KNOWN}


def test_every_text_goes_through_the_translator(
    brackets: None, window: Window, qtbot: QtBot
) -> None:
    for dock in (*window.docks.all, *window.explain.docks.values()):
        dock.show()
    for name in window.explain.docks:
        window.explain.open(name)
    for tab in range(window.docks.tabs.count()):
        window.docks.tabs.setCurrentIndex(tab)
    window.further.show_training()
    window.further.show_export()
    window.further.show_codebook()
    left = left_in_english(window)
    assert not left, "\n".join(["Not translated:", *sorted(left)])


@pytest.mark.parametrize("name", ["removed", "statistics", "same-pixel", "maps"])
def test_what_is_taken_away_is_english(
    brackets: None, still: Window, qtbot: QtBot, name: str
) -> None:
    still.state.look_at(20, 30)
    still.explain.open(name, None if name == "same-pixel" else "kpn")
    dock = still.explain.docks[name]
    qtbot.waitUntil(lambda: dock.shown() is not None, timeout=30_000)
    assert "[¡" not in as_text(dock.shown())
    assert "[¡" in tr("Frame")
