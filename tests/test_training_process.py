"""A training run in another process, started, watched and stopped."""

import json
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

from speckle_viewer.training_process import LOG, RunFolder, TrainingProcess

SMALL = ["arguments.widths=[4, 4]", "arguments.sizes=[3]", "patch=32", "batch=2", "epoch=1"]
WORDS = ["blind", "--workers", "0", *(w for setting in SMALL for w in ("--set", setting))]


def first_lines(run: TrainingProcess) -> list[dict[str, Any]]:
    """What the log says first; nothing, should the run end before."""
    while run.running:
        lines = run.lines()
        if lines:
            return lines
        with suppress(subprocess.TimeoutExpired):
            run.wait(0.05)
    return []


def test_a_run_is_watched_stopped_and_gives_a_method(tmp_path: Path) -> None:
    run = TrainingProcess([*WORDS, "--steps", "1000000"], tmp_path)
    try:
        seen = first_lines(run)
        run.stop()
        assert run.wait(120) == 130, run.error()
        assert seen
        later = run.lines()
        lines = [json.dumps(line) for line in (*seen, *later)]
        assert lines == (tmp_path / LOG).read_text().splitlines()
        step = json.loads(lines[-1])["step"]
        card, picture = run.card(), run.picture()
        assert card is not None
        assert card.with_suffix(".safetensors").is_file()
        assert picture is not None
        assert f"{step:07}" in picture.name
        assert run.error() == ""
    finally:
        run.kill()
        run.close()


def test_why_a_run_failed_is_one_sentence(tmp_path: Path) -> None:
    run = TrainingProcess(["blond"], tmp_path / "run")
    try:
        assert run.wait(120) == 1
        assert run.error().startswith("speckle-viewer: There is no recipe 'blond'")
        assert (run.lines(), run.picture(), run.card()) == ([], None, None)
    finally:
        run.kill()
        run.close()


def test_lines_are_given_once_and_only_when_whole(tmp_path: Path) -> None:
    run, log = RunFolder(tmp_path), tmp_path / LOG
    assert run.lines() == []
    log.write_text('{"step": 1}\n{"st')
    assert run.lines() == [{"step": 1}]
    log.write_text('{"step": 1}\n{"step": 2}\n')
    assert run.lines() == [{"step": 2}]
    assert run.lines() == []
    log.write_text(json.dumps({"step": 1}) + "\n")
    assert run.lines() == [{"step": 1}], "the run went back"
