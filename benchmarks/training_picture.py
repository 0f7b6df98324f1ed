"""Makes docs/screenshots/training.png: a real run in the Training window, some minutes long.

.venv/bin/python benchmarks/training_picture.py docs/screenshots/training.png
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication


def until(there: Callable[[], bool]) -> None:
    """Let the window run until something is there."""
    loop, poll = QEventLoop(), QTimer(interval=100)
    poll.timeout.connect(lambda: loop.quit() if there() else None)
    poll.start()
    loop.exec()
    poll.stop()


def picture(out: Path, network: str, minutes: int, settings: str, folder: Path) -> None:
    """Train for some minutes with everything in ``folder``, and grab the window near the end."""
    from speckle_viewer.gui.app import make_application
    from speckle_viewer.gui.settings import Settings
    from speckle_viewer.gui.window import Window

    make_application("dark")
    window = Window(Settings(folder / "settings.ini"))
    window.further.show_training()
    training = window.further.training
    assert training is not None
    form = training.form
    form.network.setCurrentIndex(form.network.findData(network))
    form.unit.setCurrentText("minutes")
    form.budget.setValue(minutes)
    form.settings.setText(settings)
    training.start.click()
    run, progress = training.run, training.view.progress
    until(lambda: run.process is None or progress.value() > 0.9 * progress.maximum())
    training.grab().save(str(out))
    process = run.process
    window.close()
    if process is not None:
        process.wait()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--network", default="unet", metavar="ID")
    parser.add_argument("--minutes", type=int, default=3)
    parser.add_argument(
        "--settings",
        default="batch=8 patch=64 epoch=25 ema=0.95",
        help="what the field Settings holds",
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ.update(XDG_DATA_HOME=name, SPECKLE_WEIGHTS=name, QT_QPA_PLATFORM="offscreen")
        picture(given.out, given.network, given.minutes, given.settings, Path(name))
