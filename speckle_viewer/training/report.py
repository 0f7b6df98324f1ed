"""What a run says of itself: a progress line, a log, TensorBoard and pictures.

``log.jsonl`` has one JSON object per line: step, loss (mean of the steps before it that no earlier
line counts), psnr_db (of the last validation, null before the first), learning_rate, images_per_s
and seconds_left. There is a line about every second, and one for each validation.
"""

import json
import shutil
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from torch import Tensor

from speckle_viewer.errors import TrainingError
from speckle_viewer.training.checkpoint import write
from speckle_viewer.training.recipe import Recipe
from speckle_viewer.training_process import LOG

_EVERY = 1.0
"""Seconds between lines, at least."""


class Report:
    """Of one run, into its folder.

    Parameters
    ----------
    folder, recipe
        Of the run.
    step
        Steps made before: what the log says of later ones was lost with them.
    tensorboard
        Whether to write event files for TensorBoard, into the same folder.
    """

    def __init__(self, folder: Path, recipe: Recipe, step: int = 0, tensorboard: bool = False):
        self.folder, self.recipe = folder, recipe
        self.psnr: float | None = None
        self._board = _tensorboard(folder) if tensorboard else None
        write(folder / LOG, "".join(_lines_until(folder / LOG, step)).encode())
        self._losses: list[float] = []
        self._begun = self._last = time.monotonic()
        self._facts: dict[str, Any] = {}
        self._spent = self._first = 0.0

    def step(self, step: int, loss: float, rate: float, spent: float) -> None:
        """Note a step; ``spent`` is the share of the budget after it."""
        now = time.monotonic()
        if not self._facts:
            self._first, self._begun = spent, now
        self._losses.append(loss)
        so_far, took = spent - self._first, max(now - self._last, 1e-9)
        self._spent = spent
        self._facts = {
            "step": step,
            "loss": sum(self._losses) / len(self._losses),
            "psnr_db": self.psnr,
            "learning_rate": rate,
            "images_per_s": round(len(self._losses) * self.recipe.batch / took, 2),
            "seconds_left": round((now - self._begun) * max(1 - spent, 0) / so_far, 1)
            if so_far > 0
            else None,
        }
        if took >= _EVERY:
            self._line()

    def _line(self) -> None:
        step = self._facts["step"]
        self._append(json.dumps(self._facts) + "\n")
        for key in ("loss", "psnr_db", "learning_rate", "images_per_s"):
            if self._board and self._facts[key] is not None:
                self._board.add_scalar(key, self._facts[key], step)
        _show(f"{self.recipe.id} {_bar(self._spent)} {_described(self._facts, self.recipe.steps)}")
        self._losses, self._last = [], time.monotonic()

    def validated(self, step: int, psnr: float, images: tuple[Tensor, Tensor, Tensor]) -> None:
        """Note a score, and draw noisy | answer | truth, (B, H, W) each, in [0, 1]."""
        self.psnr = psnr
        if self._facts:
            self._facts["psnr_db"] = psnr
            self._line()
        picture = _picture(images)
        file = BytesIO()
        Image.fromarray(picture).save(file, "PNG")
        write(self.folder / f"validation-{step:07}.png", file.getvalue())
        if self._board:
            self._board.add_image("validation", picture, step, dataformats="HW")

    def finished(self) -> None:
        """Note that the budget is spent; one in time is while the next step is prepared."""
        if self._facts and self._spent < 1:
            self._spent, self._facts["seconds_left"] = 1.0, 0.0
            self._line()

    def close(self) -> None:
        """End the progress line and the event files."""
        if sys.stderr.isatty():
            print(file=sys.stderr)
        if self._board:
            self._board.close()

    def _append(self, line: str) -> None:
        try:
            with (self.folder / LOG).open("a", encoding="utf-8") as file:
                file.write(line)
        except OSError as error:
            raise TrainingError(
                f"{self.folder / LOG} cannot be written ({error.strerror}); make room there."
            ) from error


def _lines_until(log: Path, step: int) -> list[str]:
    lines = log.read_text(encoding="utf-8").splitlines(True) if step and log.is_file() else []
    return [line for line in lines if line.endswith("\n") and json.loads(line)["step"] <= step]


def _tensorboard(folder: Path) -> Any:
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError as error:
        raise TrainingError(
            "TensorBoard is not installed; pip install 'speckle-viewer[tensorboard]', or leave "
            "--tensorboard out."
        ) from error
    return SummaryWriter(str(folder))


def _bar(spent: float, width: int = 20) -> str:
    full = round(min(spent, 1) * width)
    return f"[{'#' * full}{'.' * (width - full)}] {100 * min(spent, 1):3.0f} %"


def _described(facts: dict[str, Any], steps: int) -> str:
    parts = [f"step {facts['step']}/{steps}", f"loss {facts['loss']:.5f}"]
    if facts["psnr_db"] is not None:
        parts.append(f"PSNR {facts['psnr_db']:.2f} dB")
    parts.append(f"{facts['images_per_s']:.1f} images/s")
    if facts["seconds_left"] is not None:
        minutes, seconds = divmod(round(facts["seconds_left"]), 60)
        parts.append(f"{minutes}:{seconds:02} left")
    return ", ".join(parts)


def _show(text: str) -> None:
    """On a terminal in the place of the line before; elsewhere below it."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 1
        print("\r" + text[:width].ljust(width), end="", file=sys.stderr, flush=True)
    else:
        print(text, file=sys.stderr, flush=True)


def _picture(images: tuple[Tensor, Tensor, Tensor], rows: int = 4) -> np.ndarray[Any, Any]:
    columns = [np.concatenate(list(image[:rows].float().cpu().numpy())) for image in images]
    grey = np.concatenate(columns, 1).clip(0, 1)
    return np.asarray((grey * 255).round(), np.uint8)
