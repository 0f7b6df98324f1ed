"""``speckle-viewer screenshot``, which ``make screenshot`` calls, where there is no screen."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage


def test_the_window_on_the_sample_cine_is_rendered_without_a_screen(tmp_path: Path) -> None:
    screen = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    without_screen = {name: value for name, value in os.environ.items() if name not in screen}
    picture = tmp_path / "window.png"
    command = [sys.executable, "-m", "speckle_viewer", "screenshot", "--out", str(picture)]
    ran = subprocess.run(command, env=without_screen, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == f"{picture}\n"
    image = QImage(str(picture))
    shades = {image.pixelColor(x, y).rgb() for x in range(0, 1440, 16) for y in range(0, 900, 16)}
    assert len(shades) > 50, "the picture shows no cine"


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    out = tmp_path / "no such folder" / "window.png"
    command = [sys.executable, "-m", "speckle_viewer", "screenshot", "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert f"{out} cannot be written" in ran.stderr
    assert "Traceback" not in ran.stderr
