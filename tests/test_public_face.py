"""The three lines of the README work in a notebook, without a screen and without Qt."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import torch

import speckle_viewer as sv
from speckle_viewer import paths

REPOSITORY = Path(__file__).resolve().parent.parent


def readme_example() -> str:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (example,) = (b for b in re.findall(r"```python\n(.*?)```", text, re.S) if "open_cine" in b)
    return str(example).replace('"echo.dcm"', repr(str(paths.sample_cine())))


def test_the_lines_of_the_readme_run_without_a_screen_and_without_qt() -> None:
    script = (
        "import sys\nsys.modules['PySide6'] = sys.modules['pyqtgraph'] = None\n"
        + readme_example()
        + "print(type(prediction).__name__, type(kernel).__name__)"
    )
    without_screen = {
        k: v for k, v in os.environ.items() if k not in {"DISPLAY", "QT_QPA_PLATFORM"}
    }
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env=without_screen, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stderr == ""
    assert ran.stdout == "Prediction PixelKernel\n"


def test_the_kernel_explains_the_pixel_of_the_prediction() -> None:
    cine = sv.open_cine(paths.sample_cine())
    prediction = sv.denoise(cine, "kpn", frame=2)
    assert tuple(prediction.image.shape) == cine.shape
    assert prediction.image.dtype == torch.float32
    row, column = cine.shape[0] // 2, cine.shape[1] // 2
    assert prediction.kernels is not None
    kernel = prediction.kernels.at(row=row, column=column)
    assert kernel.output == pytest.approx(float(prediction.image[row, column]), abs=1e-4)


def test_all_that_is_promised_is_there_and_nothing_else_is_found() -> None:
    for name in sv.__all__:
        assert getattr(sv, name).__doc__
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = sv.no_such_name
