"""Many files are denoised once each, whatever fails and whoever dies."""

import json
import os
import shutil
import signal
from pathlib import Path

import numpy as np
import pytest

import speckle_viewer as sv
from speckle_viewer import paths
from speckle_viewer.cli import main
from speckle_viewer.errors import ExportError
from speckle_viewer.export import batch
from speckle_viewer.export.batch import Done, Job, jobs, run_here, run_on_cluster
from speckle_viewer.export.processing import Processing


def tree(folder: Path, count: int = 3) -> Path:
    """Cines in two levels of folders, a text that is none, and a damaged one."""
    for number in range(count):
        place = folder / ("a" if number % 2 else "b")
        place.mkdir(parents=True, exist_ok=True)
        frames = np.random.default_rng(number).integers(0, 255, (2, 16, 20)).astype(np.uint8)
        np.save(place / f"cine{number}.npy", frames)
    (folder / "notes.txt").write_text("none")
    (folder / "bad.npy").write_bytes(b"no array")
    return folder


def command(*words: str) -> int:
    return main(["denoise", *words])


def test_a_tree_is_written_as_a_tree_and_one_bad_file_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tree(tmp_path / "in"), tmp_path / "out"
    status = command(str(source), "--method", "gaussian", "--out", str(out), "--format", "npy")
    assert status == 1
    written = sorted(str(p.relative_to(out)) for p in out.rglob("*.npy"))
    assert written == ["a/cine1-gaussian.npy", "b/cine0-gaussian.npy", "b/cine2-gaussian.npy"]
    said = capsys.readouterr()
    assert "bad.npy" in said.err
    assert "| written | 3 |" in said.out
    assert "| failed | 1 |" in said.out
    log = [json.loads(line) for line in (out / "denoise-log.jsonl").read_text().splitlines()]
    assert sorted(line["outcome"] for line in log) == ["failed", *["written"] * 3]


def test_what_is_written_is_what_the_method_gives(tmp_path: Path) -> None:
    source, out = tree(tmp_path / "in", 1), tmp_path / "out"
    file = source / "b" / "cine0.npy"
    words = ["--method", "gaussian", "--control", "sigma=2.5", "--format", "npy", "--exact"]
    assert command(str(file), *words, "--out", str(out)) == 0
    made = np.load(out / "cine0-gaussian.npy")
    cine = sv.open_cine(file)
    for index in range(2):
        expected = sv.denoise(cine, "gaussian", index, controls={"sigma": 2.5}, precision="exact")
        inside = cine.tissue(index)
        np.testing.assert_array_equal(
            made[index][inside], np.rint(255 * expected.image.clamp(0, 1).numpy())[inside]
        )


def test_some_frames_alone(tmp_path: Path) -> None:
    np.save(tmp_path / "in.npy", np.zeros((9, 8, 8), np.uint8))
    words = [str(tmp_path / "in.npy"), "--method", "gaussian", "--format", "npy"]
    for frames, count in (("3:5", 3), ("8:", 2), (":4", 4), ("2", 1)):
        out = tmp_path / f"out{count}"
        assert command(*words, "--frames", frames, "--out", str(out)) == 0
        assert len(np.load(out / "in-gaussian.npy")) == count


def test_what_is_there_is_not_written_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tree(tmp_path / "in"), tmp_path / "out"
    (source / "bad.npy").unlink()
    words = [str(source), "--method", "gaussian", "--out", str(out), "--format", "npy"]
    assert command(*words) == 0
    (out / "a" / "cine1-gaussian.npy").unlink()
    before = (out / "b" / "cine0-gaussian.npy").stat().st_mtime_ns
    assert command(*words) == 1
    assert "--resume" in capsys.readouterr().err
    assert command(*words, "--resume") == 0
    assert "| written | 1 |" in capsys.readouterr().out
    assert (out / "a" / "cine1-gaussian.npy").exists()
    assert (out / "b" / "cine0-gaussian.npy").stat().st_mtime_ns == before


def test_anonymous_files_are_numbered_and_nothing_there_says_whose_they_are(
    tmp_path: Path,
) -> None:
    out, person = tmp_path / "o", tmp_path / "in" / "DOE_JANE"
    person.mkdir(parents=True)
    np.save(person / "JANE_2.npy", np.full((2, 8, 8), 2, np.uint8))
    words = [str(tmp_path / "in"), "--method", "gaussian", "--out", str(out), "--anonymous"]
    assert command(*words) == 0
    np.save(person / "JANE_1.npy", np.full((2, 8, 8), 1, np.uint8))  # now the first by name
    assert command(*words, "--resume") == 0
    assert sorted(p.name for p in out.rglob("*")) == ["0001.dcm", "0002.dcm"]
    assert [sv.open_cine(out / f"000{n}.dcm").frame(0).max() for n in (1, 2)] == [2, 1]
    assert not any(b"JANE" in p.read_bytes() for p in out.iterdir())
    names = json.loads((tmp_path / "o-denoise-names.json").read_text())
    assert {Path(source).name: number for source, number in names.items()} == {
        "JANE_2.npy": 1,
        "JANE_1.npy": 2,
    }
    assert (tmp_path / "o-denoise-log.jsonl").exists()


def test_cines_are_known_by_what_they_are(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "in" / "out"
    out.mkdir(parents=True)
    for name in ("1.2.840.113619.5", "IM_0001", "DICOMDIR"):
        shutil.copy(paths.sample_cine(), source / name)
    (source / "brain.nii.gz").write_bytes(b"")
    (source / "README").write_text("none")
    np.save(out / "earlier-gaussian.npy", np.zeros((1, 8, 8)))
    work = jobs([source], out, Processing("gaussian"), "npy")
    assert [job.target.name for job in work] == [
        "1.2.840.113619.5-gaussian.npy",
        "IM_0001-gaussian.npy",
        "brain-gaussian.npy",
    ]


def test_what_has_not_begun_is_left_when_it_is_no_longer_wanted(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    with batch._processes(1) as pool:
        pool.submit(Path.read_text, gate)
        waiting = [pool.submit(Path.touch, tmp_path / str(n)) for n in range(9)]
        waiting[-1].add_done_callback(lambda _: gate.write_text("open"))
    assert waiting[-1].cancelled()


def test_a_run_that_was_stopped_has_not_succeeded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(job: Job) -> Done:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "do", stopped)
    source = tree(tmp_path / "in")
    words = ["--method", "gaussian", "--out", str(tmp_path / "out"), "--format", "npy"]
    assert command(str(source), *words) == 1
    assert "--resume" in capsys.readouterr().err


def test_a_file_that_is_named_twice_is_done_twice_where_it_has_two_places(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", 1)
    (source / "bad.npy").unlink()
    inputs = [source, source / "b" / "cine0.npy"]
    work = jobs(inputs, tmp_path / "out", Processing("gaussian"), "npy")
    assert [one.outcome for one in run_here(work, workers=2)] == ["written"] * 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere.dcm"], "nowhere.dcm is not there"),
        (["{in}", "--control", "strength=3"], "strength"),
        (["{in}", "--control", "sigma"], "write NAME=VALUE"),
        (["{in}", "--frames", "x"], "write FIRST:LAST"),
        (["{empty}"], "There is no cine in"),
    ],
)
def test_what_cannot_be_done_is_said_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    source = tree(tmp_path / "in")
    (tmp_path / "empty").mkdir()
    filled = [w.format(**{"in": source, "empty": tmp_path / "empty"}) for w in words]
    assert command(*filled, "--method", "gaussian", "--out", str(tmp_path / "out")) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_two_files_for_one_place_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        np.save(tmp_path / folder / "same.npy", np.zeros((1, 8, 8), np.uint8))
    files = [tmp_path / "a" / "same.npy", tmp_path / "b" / "same.npy"]
    with pytest.raises(ExportError, match="would both be written to"):
        jobs(files, tmp_path / "out", Processing("gaussian"), "npy")


def deadly(job: Job) -> Done:
    """As `batch.do`, but for a file that takes its process with it."""
    if job.source.name == "deadly.npy":
        os.kill(os.getpid(), signal.SIGKILL)
    return batch.do(job)


def test_a_process_that_dies_fails_its_own_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tree(tmp_path / "in", 4)
    (source / "bad.npy").rename(source / "deadly.npy")
    monkeypatch.setattr(batch, "do", deadly)
    work = jobs([source], tmp_path / "out", Processing("gaussian"), "npy")
    done = {one.source.name: one.outcome for one in run_here(work, workers=2)}
    assert done.pop("deadly.npy") == "failed"
    assert [*done.values()] == ["written"] * 4


def test_a_cluster_that_loses_a_worker_loses_nothing_and_writes_nothing_twice(
    tmp_path: Path,
) -> None:
    distributed = pytest.importorskip("distributed")
    source, out = tree(tmp_path / "in", 8), tmp_path / "out"
    (source / "bad.npy").unlink()
    work = jobs([source], out, Processing("gaussian"), "npy")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(processes=True, silence_logs=50, **options) as cluster:
        done = list[Done]()
        for one in run_on_cluster(work, cluster.scheduler_address):
            if not done:
                victim = next(iter(cluster.workers.values()))
                os.kill(victim.pid, signal.SIGKILL)
            done.append(one)
    assert sorted(one.source for one in done) == sorted(job.source for job in work)
    assert {one.outcome for one in done} <= {"written", "there already"}
    # The killed one may leave the hidden file that it was writing.
    written = [p for p in out.rglob("*.npy") if not p.name.startswith(".")]
    assert [np.load(p).shape for p in written] == [(2, 16, 20)] * 8


def test_a_scheduler_that_does_not_answer_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(batch, "_PATIENCE_S", 0.2)
    work = jobs([tree(tmp_path / "in")], tmp_path / "out", Processing("gaussian"), "npy")
    with pytest.raises(ExportError, match="No Dask scheduler answers"):
        next(run_on_cluster(work, "tcp://127.0.0.1:9"))
