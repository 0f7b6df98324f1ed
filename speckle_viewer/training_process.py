"""A training run in another process: start it, see how it goes, stop it. Needs no torch."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open

LOG = "log.jsonl"
"""In the folder of a run, one JSON object per line; `speckle_viewer.training.report` says which."""

CHECKPOINT = "checkpoint.safetensors"
"""In the folder of a run, what it continues from; `speckle_viewer.training.checkpoint` reads it."""

_STOPPED = (130, -signal.SIGINT, 0xC000013A)
"""Exit statuses after Ctrl-C: our own, and those of a process that had not begun to train."""


@dataclass(frozen=True)
class Saved:
    """How far a run had come at its last checkpoint; ``recipe`` is the resolved one."""

    folder: Path
    recipe: Mapping[str, Any]
    step: int
    seconds: float

    @property
    def spent(self) -> float:
        """Share of its budget."""
        steps, minutes = int(self.recipe["steps"]), float(self.recipe["minutes"])
        return max(self.step / steps, self.seconds / 60 / minutes if minutes else 0.0)


class RunFolder:
    """What a run leaves in its folder while it goes, whoever started it. Reads small files only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read = 0

    def lines(self) -> list[dict[str, Any]]:
        """The lines of the log that were not given before."""
        log = self.folder / LOG
        if not log.is_file():
            return []
        data = log.read_bytes()
        if len(data) < self._read:  # a run that was continued took some back
            self._read = 0
        end = data.rfind(b"\n") + 1
        fresh, self._read = data[self._read : end], max(end, self._read)
        return [json.loads(line) for line in fresh.splitlines()]

    def picture(self) -> Path | None:
        """The latest picture of validation patches: noisy | output | clean."""
        return max(self.folder.glob("validation-*.png"), default=None)

    def card(self) -> Path | None:
        """The card of the method that came out, once it is there; its weights are beside it."""
        return next(self.folder.glob("*.json"), None)

    def saved(self) -> Saved | None:
        """What its last checkpoint says, if there is one that can be read."""
        try:
            with safe_open(self.folder / CHECKPOINT, "np") as file:
                said = json.loads(file.metadata()["state"])
            return Saved(self.folder, said["recipe"], said["step"], said["seconds"])
        except (OSError, SafetensorError, TypeError, KeyError, ValueError):
            return None


def runs_in(folder: Path) -> list[Saved]:
    """The runs of a folder that can be continued, the latest first."""
    files = sorted(folder.glob(f"*/{CHECKPOINT}"), key=lambda f: f.stat().st_mtime, reverse=True)
    found = (RunFolder(file.parent).saved() for file in files)
    return [saved for saved in found if saved is not None]


class TrainingProcess(RunFolder):
    """``speckle-viewer train`` in a process of its own.

    Parameters
    ----------
    words
        What would follow ``speckle-viewer train``, without ``--out``.
    folder
        Of the run.
    """

    def __init__(self, words: Sequence[str], folder: Path) -> None:
        super().__init__(folder)
        command = [sys.executable, "-m", "speckle_viewer", "train", *words, "--watched"]
        command += [] if "--resume" in words else ["--out", str(folder)]
        # A file, not a pipe: nobody may be reading when the run has something to say.
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            command,
            # It stops when this ends: when we close it, or are gone ourselves, however that came.
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            # Apart from our own Ctrl-C.
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    @property
    def running(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Ask it to end after the step that it is at, with a checkpoint and a method."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def kill(self) -> None:
        """End it at once; what it wrote until then is whole."""
        self._process.kill()
        self._process.wait()

    def wait(self, seconds: float | None = None) -> int:
        """Its exit status: 0 done, 130 stopped. Raises `subprocess.TimeoutExpired`."""
        return self._process.wait(seconds)

    @property
    def stopped(self) -> bool:
        """Whether it ended because it was asked to."""
        return not self.running and self._process.returncode in _STOPPED

    def error(self) -> str:
        """Why it failed: the last line that it said; empty if it did not, or still runs."""
        if self.running or self.stopped or self._process.returncode == 0:
            return ""
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace").split("\n")
        return next((line for line in reversed(said) if line.strip()), "")

    def close(self) -> None:
        """Forget what it said. If it is still running, it stops."""
        self.stop()
        self._errors.close()
