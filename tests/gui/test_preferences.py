"""The Preferences window: what is chosen is done, and kept for the next start."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot

from speckle_viewer.denoising.preferred import prefer_device, preferred_device
from speckle_viewer.gui.preferences import PreferencesWindow
from speckle_viewer.gui.settings import Settings
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer.file_names import file_name, name_files
from speckle_viewer.viewer.preferences import DEFAULTS
from tests.gui.driving import write_cine


def opened(window: Window, qtbot: QtBot) -> PreferencesWindow:
    qtbot.keyClick(
        QApplication.focusWidget() or window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier
    )
    preferences = window.help.preferences
    assert preferences is not None
    qtbot.waitUntil(preferences.isActiveWindow)
    return preferences


def choose(preferences: PreferencesWindow, name: str, data: object, qtbot: QtBot) -> None:
    """Choose in a list with the keyboard."""
    box = preferences.fields[name]
    assert isinstance(box, QComboBox)
    box.setFocus()
    while box.currentData() != data:
        before = box.currentIndex()
        down = box.findData(data) > before
        qtbot.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
        assert box.currentIndex() != before


def write(preferences: PreferencesWindow, name: str, value: str, qtbot: QtBot) -> None:
    """Type a number into a field."""
    field = preferences.fields[name]
    assert isinstance(field, QSpinBox | QDoubleSpinBox)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, value)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_theme_changes_at_once_and_stays(window: Window, qtbot: QtBot) -> None:
    preferences = opened(window, qtbot)
    choose(preferences, "theme", "light", qtbot)
    assert window.actions_.light.isChecked()
    assert Settings().preferences.theme == "light"
    window.actions_.light.trigger()
    box = preferences.fields["theme"]
    assert isinstance(box, QComboBox)
    assert box.currentData() == "dark"


def test_arithmetic_changes_at_once_and_the_menu_is_not_overruled(
    window: Window, qtbot: QtBot
) -> None:
    preferences = opened(window, qtbot)
    choose(preferences, "precision", "exact", qtbot)
    qtbot.waitUntil(window.actions_.exact.isChecked)
    window.state.set_precision("auto")
    choose(preferences, "device", "cpu", qtbot)
    assert window.state.wants.precision == "auto"


def test_memory_is_bounded_at_once(still: Window, qtbot: QtBot) -> None:
    preferences = opened(still, qtbot)
    write(preferences, "denoised_mib", "32", qtbot)
    write(preferences, "evidence_mib", "64", qtbot)
    write(preferences, "decoded_mib", "16", qtbot)
    assert still.presenter.opening.cache_bytes == 16 * 2**20
    kept = Settings().preferences
    assert (kept.decoded_mib, kept.denoised_mib, kept.evidence_mib) == (16, 32, 64)


def test_a_cine_without_timing_opens_with_the_preferred_rate(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    write(opened(window, qtbot), "assumed_rate", "50", qtbot)
    window.open(write_cine(tmp_path / "noise.npy"))
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    cine = window.state.wants.cine
    assert cine is not None
    assert cine.timing.interval == pytest.approx(0.02)
    assert cine.timing.source == "assumed"
    window.state.set_playback(playing=False)


def test_patient_data_can_be_shown_at_once(still: Window, qtbot: QtBot) -> None:
    box = opened(still, qtbot).fields["show_personal"]
    assert isinstance(box, QCheckBox)
    assert not still.header.personal.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert still.header.personal.isChecked()


def test_defaults_come_back(window: Window, qtbot: QtBot) -> None:
    preferences = opened(window, qtbot)
    choose(preferences, "precision", "exact", qtbot)
    write(preferences, "autosave_s", "99", qtbot)
    qtbot.mouseClick(preferences.defaults, Qt.MouseButton.LeftButton)
    assert Settings().preferences == DEFAULTS
    assert window.state.wants.precision == "auto"


def test_the_device_is_used_from_the_next_start(window: Window, qtbot: QtBot) -> None:
    choose(opened(window, qtbot), "device", "cpu", qtbot)
    assert preferred_device() == "auto"
    again = Window()
    try:
        assert preferred_device() == "cpu"
    finally:
        again.close()
        prefer_device("auto")


def test_devices_that_are_there_are_offered(window: Window, qtbot: QtBot) -> None:
    from speckle_viewer.denoising.device import choose_device, devices

    box = opened(window, qtbot).fields["device"]
    assert isinstance(box, QComboBox)
    qtbot.waitUntil(lambda: box.count() == 1 + len(devices()), timeout=30_000)
    prefer_device("cpu")
    try:
        assert str(choose_device()) == "cpu"
    finally:
        prefer_device("auto")


def test_what_a_damaged_file_of_settings_holds_is_the_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    store = QSettings(str(file), QSettings.Format.IniFormat)
    store.setValue("denoised_mib", "lots")
    store.setValue("theme", "light")
    store.sync()
    read = Settings(file).preferences
    assert read.denoised_mib == DEFAULTS.denoised_mib
    assert read.theme == "light"


def test_names_of_files_stay_out_of_what_is_taken_away(still: Window, qtbot: QtBot) -> None:
    cine = still.state.wants.cine
    assert cine is not None
    assert file_name(cine, "not named") == "noise.npy"
    box = opened(still, qtbot).fields["name_files"]
    qtbot.keyClick(box, Qt.Key.Key_Space)
    try:
        assert file_name(cine, "not named") == "not named"
    finally:
        name_files(True)
