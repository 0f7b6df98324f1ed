"""The doctor says what is missing, and does so where it is missing."""

import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from speckle_viewer import doctor, paths, system_libraries
from speckle_viewer.cine import dicom_decode

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def all_system_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "missing_libraries", list)


def pretend(monkeypatch: pytest.MonkeyPatch, **versions: str | None) -> None:
    """Have the doctor see these versions, None for not installed; "_" stands for a dash."""

    def pretended(name: str) -> str:
        known = versions.get(name.replace("-", "_"), "")
        if known is None:
            raise PackageNotFoundError(name)
        return known or version(name)

    monkeypatch.setattr(doctor, "version", pretended)


def test_a_complete_installation_is_found_complete(capsys: pytest.CaptureFixture[str]) -> None:
    status = doctor.run()
    report = capsys.readouterr().out
    assert "Nothing is missing." in report
    assert status == 0
    assert str(paths.weights_folder()) in report
    assert "float32" in report or "bfloat16" in report or "float16" in report


def test_a_missing_package_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(monkeypatch, PySide6_Essentials=None)
    assert doctor.run() == 1
    report = capsys.readouterr().out
    assert "pip install PySide6-Essentials" in report
    assert report.endswith("\nMissing: PySide6-Essentials.\n")


def test_extras_may_be_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    packages = [
        need.split(">")[0] for name, all_ in extras.items() if name != "dev" for need in all_
    ]
    pretend(monkeypatch, **dict.fromkeys(p.replace("-", "_") for p in packages))
    assert doctor.run() == 0
    report = capsys.readouterr().out
    for package in packages:
        assert f"pip install {package}\n" in report


def test_every_transfer_syntax_that_frames_can_have_is_listed() -> None:
    listed = [syntax for decoding in doctor.DECODINGS for syntax in decoding.syntaxes]
    assert sorted(listed) == sorted(dicom_decode.COMPRESSED)


@pytest.mark.parametrize(
    ("module", "package", "names"),
    [
        ("gdcm", "python-gdcm", ["JPEG extended", "JPEG lossless"]),
        ("jpeg_ls", "pyjpegls", ["JPEG-LS"]),
        ("openjpeg", "pylibjpeg-openjpeg", ["JPEG 2000", "High-throughput JPEG 2000"]),
    ],
)
def test_a_decoder_that_does_not_load_is_named(
    monkeypatch: pytest.MonkeyPatch, module: str, package: str, names: list[str]
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    missing = {finding.what: finding for finding in doctor._decoders() if not finding.good}
    assert list(missing) == names
    assert all(f.needed and f.value == f"pip install {package}" for f in missing.values())


def test_without_imagecodecs_only_jpeg_xl_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imagecodecs", None)
    (missing,) = (finding for finding in doctor._decoders() if not finding.good)
    assert (missing.what, missing.needed) == ("JPEG XL", False)
    assert missing.value == "optional: pip install imagecodecs"


@pytest.mark.parametrize(
    ("python", "pyside", "crashes"),
    [
        ((3, 11), "6.11.3", False),
        ((3, 11), "6.12.0", True),
        ((3, 12), "6.12.0", False),
        ((3, 12), "6.11.1", True),
        ((3, 11), "7.0.0", True),
    ],
)
def test_versions_of_qt_that_crash_are_recognised(
    python: tuple[int, int], pyside: str, crashes: bool
) -> None:
    assert doctor._crashes(pyside, python) is crashes


def test_a_missing_system_library_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "missing_libraries", lambda: ["libxcb-cursor.so.0"])
    assert doctor.run() == 1
    assert "sudo apt-get install libxcb-cursor0" in capsys.readouterr().out


def test_missing_weights_are_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "weights_folder", lambda: tmp_path)
    assert doctor.run() == 1
    assert "no networks" in capsys.readouterr().out


def test_it_runs_where_no_package_is_installed() -> None:
    # -S -I: neither site-packages nor the environment; the standard library alone.
    script = (
        f"import sys; sys.path.insert(0, {str(REPOSITORY)!r})\n"
        "from speckle_viewer.cli import main; sys.exit(main(['doctor']))"
    )
    ran = subprocess.run(
        [sys.executable, "-S", "-I", "-c", script], capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    assert ran.returncode == 1
    assert "pip install torch" in ran.stdout
    assert "pip install pydicom" in ran.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="system libraries of Linux")
def test_a_library_that_does_not_load_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    packages = {"libc.so.6": "libc6", "libnothere.so.9": "libnothere9"}
    monkeypatch.setattr(system_libraries, "DEBIAN_PACKAGES", packages)
    assert system_libraries.missing_libraries() == ["libnothere.so.9"]
    assert "libnothere9" in system_libraries.missing_packages()
