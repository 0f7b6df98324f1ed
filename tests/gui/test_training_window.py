"""The Training window drives real runs in real processes: small ones, that take seconds."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QSpinBox
from pytestqt.qtbot import QtBot

from speckle_viewer import paths
from speckle_viewer.gui.training_view import duration, smoothed
from speckle_viewer.gui.training_window import TrainingWindow
from speckle_viewer.gui.window import Window
from speckle_viewer.methods import Card
from speckle_viewer.training_process import LOG

LEFT = Qt.MouseButton.LeftButton
SECONDS = 120_000
"""For a process that imports torch, on a machine that does other things too."""

SMALL = '"arguments.widths=[4, 4]" "arguments.sizes=[3]" epoch=2'


@pytest.fixture
def training(own_weights: Path, window: Window, qtbot: QtBot) -> Iterator[TrainingWindow]:
    """The Training window as the menu opens it, set for a tiny network."""
    shown = opened(window, qtbot)
    qtbot.mouseClick(shown.form.more, LEFT)
    qtbot.keyClicks(shown.form.settings, SMALL)
    for field, value in ((shown.form.batch, "2"), (shown.form.patch, "32")):
        typed(qtbot, field, value)
    typed(qtbot, shown.form.workers, "0")
    yield shown
    if shown.run.process is not None:
        shown.run.process.kill()


def opened(window: Window, qtbot: QtBot) -> TrainingWindow:
    """Open the Training window with its key, and wait until it knows the earlier runs."""
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    if window.further.training is None:  # shortcuts need an active window, which offscreen may deny
        window.actions_.train.trigger()
    training = window.further.training
    assert training is not None
    qtbot.waitExposed(training)
    qtbot.waitUntil(lambda: training._opened, timeout=20_000)
    return training


def typed(qtbot: QtBot, field: QLineEdit | QSpinBox, text: str) -> None:
    """Type a text in place of what a field holds."""
    field.selectAll()
    qtbot.keyClicks(field, text)


def chosen(qtbot: QtBot, box: QComboBox, text: str) -> None:
    """Choose an entry with the arrow keys."""
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.findText(text)):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == text


def ended(training: TrainingWindow, qtbot: QtBot) -> None:
    """Wait until the process is gone and the runs are listed again."""
    with qtbot.waitSignal(training.run.listed, timeout=SECONDS):
        qtbot.waitUntil(lambda: training.run.process is None, timeout=SECONDS)


def test_small_values_stay_as_they_are_when_the_theme_changes(
    window: Window, qtbot: QtBot, own_weights: Path
) -> None:
    loss = opened(window, qtbot).view.loss
    loss.steps, loss.values = [1.0, 2.0], [0.004, 0.003]
    loss.draw()
    axis = loss.getAxis("left")
    qtbot.waitUntil(lambda: axis.range[1] < 0.1)
    window.actions_.light.trigger()
    assert axis.autoSIPrefixScale == 1
    window.actions_.light.trigger()
    assert axis.autoSIPrefixScale == 1


def test_a_run_goes_on_while_its_window_is_closed_and_its_result_is_a_method(
    training: TrainingWindow, window: Window, qtbot: QtBot, own_weights: Path
) -> None:
    typed(qtbot, training.form.name, "little")
    typed(qtbot, training.form.budget, "6")
    qtbot.mouseClick(training.start, LEFT)
    assert not training.start.isEnabled()
    assert not training.form.isEnabled()
    qtbot.keyClick(training, Qt.Key.Key_Escape)
    assert not training.isVisible()
    assert "Training little goes on" in window.messages.text
    qtbot.waitUntil(lambda: window.methods.row_of("little") > 0, timeout=SECONDS)
    assert opened(window, qtbot) is training
    assert "Done" in training.said.text()
    log = (paths.user_runs_folder() / "little" / LOG).read_text()
    lines = [json.loads(line) for line in log.splitlines()]
    view = training.view
    assert view.loss.steps == [line["step"] for line in lines]
    assert view.psnr.values[-1] == lines[-1]["psnr_db"]
    assert view.figures["Step"].text() == "6"
    assert view.figures["PSNR"].text() == f"{lines[-1]['psnr_db']:.2f} dB"
    assert view.caption.text() == "Validation after step 6"
    assert view.patches.image.size().toTuple() == (96, 128), "four patches, each three times"
    assert view.progress.value() == view.progress.maximum()
    card = Card.read(own_weights / "little.json")
    assert card.title == "little"
    assert card.network["arguments"]["widths"] == [4, 4]
    item = window.methods.item(window.methods.row_of("little"))
    assert item.checkState() == Qt.CheckState.Checked


def test_a_run_is_stopped_and_resumed_and_the_next_viewer_offers_to_go_on(
    training: TrainingWindow, window: Window, qtbot: QtBot
) -> None:
    typed(qtbot, training.form.budget, "1000000")
    qtbot.mouseClick(training.start, LEFT)
    qtbot.waitUntil(lambda: bool(training.view.psnr.steps), timeout=SECONDS)
    qtbot.mouseClick(training.stop, LEFT)
    assert not training.stop.isEnabled()
    ended(training, qtbot)
    assert training.runs.currentText() == "my-kpn – 0 % done"
    assert training.said.text() == "Stopped. Resume goes on from here."
    assert training.start.text() == "Resume"
    made = training.view.loss.steps[-1]
    typed(qtbot, training.form.budget, str(int(made)))
    assert not training.start.isEnabled(), "it has made as many steps"
    typed(qtbot, training.form.budget, "1000000")
    qtbot.mouseClick(training.start, LEFT)
    qtbot.waitUntil(lambda: training.view.loss.steps[-1:] > [made], timeout=SECONDS)
    assert training.view.loss.steps == sorted(set(training.view.loss.steps))
    process = training.run.process
    assert process is not None
    window.close()
    assert process.wait(SECONDS / 1000) == 130, "closing the viewer stops the run"
    process.close()
    again = Window()
    try:
        offers_to_go_on(again, qtbot)
    finally:
        again.close()


def offers_to_go_on(window: Window, qtbot: QtBot) -> None:
    later = opened(window, qtbot)
    assert later.runs.currentText() == "my-kpn – 0 % done"
    assert later.start.text() == "Resume"
    assert "Resume goes on" in later.said.text()
    qtbot.waitUntil(later.add.isVisible, timeout=20_000)
    assert later.view.psnr.steps
    assert not later.view.patches.image.isNull()
    qtbot.mouseClick(later.add, LEFT)
    qtbot.waitUntil(lambda: window.methods.row_of("my-kpn") > 0, timeout=SECONDS)


def test_a_run_that_is_stopped_at_once_leaves_nothing(
    training: TrainingWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(training.start, LEFT)
    qtbot.keyClick(training.stop, Qt.Key.Key_Space)
    ended(training, qtbot)
    assert training.said.text() == "Stopped before the first step: nothing was kept."
    assert training.start.text() == "Start"
    assert training.start.isEnabled()
    assert not paths.user_runs_folder().exists()


def test_why_a_run_failed_is_a_sentence_and_another_can_start(
    training: TrainingWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(training.form.settings, " loss=l7")
    qtbot.mouseClick(training.start, LEFT)
    ended(training, qtbot)
    assert training.said.text().startswith("The recipe's loss cannot be 'l7'")
    assert training.said.property("role") == "error"
    assert training.form.settings.text().endswith("loss=l7"), "what was typed stays"
    assert training.start.isEnabled()
    assert training.runs.count() == 1
    assert not training.add.isVisible()


def test_what_is_missing_is_said_before_anything_is_started(
    training: TrainingWindow, own_weights: Path, qtbot: QtBot
) -> None:
    form = training.form
    assert not [menu for menu in training.findChildren(QMenu) if menu.isVisible()]
    chosen(qtbot, form.recipe, "ultrasound")
    assert training.lacks.text() == "Choose the folder with your pairs of images."
    assert not training.start.isEnabled()
    qtbot.keyClicks(form.folder, "Doe^Jane")
    assert training.start.isEnabled()
    typed(qtbot, form.name, "kpn")
    assert "a run kpn already" in training.lacks.text()
    typed(qtbot, form.name, "mine")
    qtbot.keyClicks(form.settings, " loss")
    assert "pairs like loss=l1" in training.lacks.text()
    assert not paths.user_runs_folder().exists()


def test_what_is_chosen_is_what_the_command_is_told(training: TrainingWindow, qtbot: QtBot) -> None:
    form = training.form
    chosen(qtbot, form.recipe, "noise2noise")
    chosen(qtbot, form.unit, "minutes")
    qtbot.keyClicks(form.folder, "my cines/a=b")
    form.settings.clear()
    chosen(qtbot, form.start, "Tiny KPN, burst of 1 (kpn)")
    words = form.words()
    assert words[0] == "noise2noise"
    assert words[words.index("--from") + 1] == "kpn"
    assert "--network" not in words
    assert not form.network.isEnabled()
    assert 'folder="my cines/a=b"' in words
    assert 'data="cine"' in words
    assert words[words.index("--minutes") + 1] == "60"
    assert words[words.index("--as") + 1] == "my-kpn"


def test_times_are_said_as_one_says_them() -> None:
    assert duration(8.4) == "8 s"
    assert duration(200) == "3 min 20 s"
    assert duration(7500) == "2 h 5 min"


def test_the_smooth_curve_is_a_mean_from_the_first_value_on() -> None:
    assert smoothed([3.0, 3.0, 3.0]) == pytest.approx([3, 3, 3])
    assert smoothed([1.0, 2.0], 0.5) == pytest.approx([1, (0.25 * 1 + 0.5 * 2) / 0.75])
