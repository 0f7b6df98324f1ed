"""What is installed here, what is missing, and where files and arithmetic come from.

Runs without a screen, and where any of the packages that it looks for is missing.
"""

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from speckle_viewer import __version__, paths
from speckle_viewer.display import screen_problem
from speckle_viewer.system_libraries import DEBIAN_PACKAGES, missing_libraries

NEEDED = (
    "torch", "numpy", "scipy", "scikit-image", "PyWavelets", "safetensors", "pillow", "pydicom",
    "pylibjpeg", "pylibjpeg-openjpeg", "pyjpegls", "python-gdcm", "PySide6-Essentials", "pyqtgraph",
)  # fmt: skip

OPTIONAL = {
    "av": "video and DICOM with MPEG-2, H.264 or HEVC",
    "SimpleITK": "MetaImage and NIfTI volumes",
    "imagecodecs": "DICOM with JPEG XL",
    "onnxruntime": "methods that are ONNX files",
    "tensorboard": "curves of training",
    "dicom-anonymizer": "de-identified DICOM files",
    "distributed": "denoising on a cluster",
}
"""Package → what it is for."""

_JPEG = "1.2.840.10008.1.2.4."


@dataclass(frozen=True)
class Decoding:
    """What decodes the frames of some transfer syntaxes: modules, and the packages they are in."""

    name: str
    syntaxes: tuple[str, ...]
    modules: dict[str, str]
    needed: bool = True


_GDCM = {"PIL.JpegImagePlugin": "pillow", "gdcm": "python-gdcm"}

DECODINGS = (
    Decoding("RLE", ("1.2.840.10008.1.2.5",), {"PIL.Image": "pillow"}),
    Decoding("JPEG baseline", (f"{_JPEG}50",), {"PIL.JpegImagePlugin": "pillow"}),
    Decoding("JPEG extended", (f"{_JPEG}51",), _GDCM),
    Decoding("JPEG lossless", (f"{_JPEG}57", f"{_JPEG}70"), _GDCM),
    Decoding("JPEG-LS", (f"{_JPEG}80", f"{_JPEG}81"), {"jpeg_ls": "pyjpegls"}),
    Decoding(
        "JPEG 2000",
        tuple(f"{_JPEG}{last}" for last in (90, 91, 92, 93)),
        {"openjpeg": "pylibjpeg-openjpeg"},
    ),
    Decoding(
        "High-throughput JPEG 2000",
        tuple(f"{_JPEG}{last}" for last in (201, 202, 203)),
        {"openjpeg": "pylibjpeg-openjpeg"},
    ),
    Decoding(
        "JPEG XL",
        tuple(f"{_JPEG}{last}" for last in (110, 111, 112)),
        {"imagecodecs": "imagecodecs"},
        needed=False,
    ),
)
"""As `speckle_viewer.cine.dicom_decode` does it; what is not compressed needs no decoder."""


@dataclass(frozen=True)
class Finding:
    """One line of the report. ``needed`` and not ``good`` means that the viewer does not work."""

    what: str
    value: str
    good: bool = True
    needed: bool = True

    def __str__(self) -> str:
        mark = "ok" if self.good else "MISSING" if self.needed else "-"
        return f"  {mark:8}{self.what:28}{self.value}"


def run() -> int:
    """Print the report; returns 1 if something is missing without which the viewer fails."""
    parts: dict[str, Callable[[], Iterator[Finding]]] = {
        "Program": _program,
        "Packages": _packages,
        "Arithmetic": _arithmetic,
        "Screen": _screen,
        "Decoders of DICOM frames": _decoders,
        "Files": _files,
    }
    missing = []
    for title, part in parts.items():
        print(title)
        for finding in part():
            print(finding)
            if finding.needed and not finding.good:
                missing.append(finding.what)
    print(f"\nMissing: {', '.join(missing)}." if missing else "\nNothing is missing.")
    return 1 if missing else 0


def _program() -> Iterator[Finding]:
    yield Finding("Speckle Viewer", __version__)
    yield Finding("Python", f"{platform.python_version()} ({sys.executable})")
    yield Finding("System", platform.platform())


def _packages() -> Iterator[Finding]:
    for name in NEEDED:
        installed = _version(name)
        if installed is None:
            yield Finding(name, f"pip install {name}", good=False)
        elif name == "PySide6-Essentials" and _crashes(installed, sys.version_info[:2]):
            yield Finding(
                name, f"{installed} crashes on this Python: pip install {name}==6.11.3", False
            )
        else:
            yield Finding(name, installed)
    for name, use in OPTIONAL.items():
        installed = _version(name)
        advice = f"optional, for {use}: pip install {name}"
        yield Finding(name, installed or advice, good=installed is not None, needed=False)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _crashes(pyside: str, python: tuple[int, int]) -> bool:
    """Whether this version of PySide6 is known to abort; the reasons are in CONTRIBUTING.md."""
    major, minor = (int(part) for part in pyside.split(".")[:2])
    too_new = python < (3, 12) and (major, minor) >= (6, 12)
    return too_new or pyside in {"6.10.1", "6.11.0", "6.11.1"}


def _arithmetic() -> Iterator[Finding]:
    try:
        import torch

        from speckle_viewer.denoising.device import choose_device, fast_dtype
    except (ImportError, OSError) as error:
        yield Finding("Arithmetic", f"does not load: {error}", good=False)
        return
    device = choose_device()
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else platform.machine()
    yield Finding("Device", f"{device} ({name}, {torch.get_num_threads()} threads on the CPU)")
    yield Finding("Fastest arithmetic", str(fast_dtype(device)).removeprefix("torch."))


def _screen() -> Iterator[Finding]:
    for library in missing_libraries():
        yield Finding(library, f"sudo apt-get install {DEBIAN_PACKAGES[library]}", good=False)
    problem = screen_problem()
    yield Finding("Screen", problem or "there", good=problem is None, needed=False)


def _decoders() -> Iterator[Finding]:
    yield Finding("Uncompressed, deflated", "built in")
    for decoding in DECODINGS:
        missing = [p for module, p in decoding.modules.items() if not _loads(module)]
        advice = f"pip install {' '.join(missing)}"
        value = advice if missing else ", ".join(decoding.modules.values())
        if missing and not decoding.needed:
            value = f"optional: {advice}"
        yield Finding(decoding.name, value, not missing, decoding.needed)
    video = _loads("av")
    yield Finding(
        "MPEG-2, H.264, HEVC", "av" if video else "optional: pip install av", video, False
    )


def _loads(module: str) -> bool:
    try:
        import_module(module)
    except (ImportError, OSError):
        return False
    return True


def _files() -> Iterator[Finding]:
    from speckle_viewer.methods import network_ids

    sample = paths.sample_cine()
    yield Finding("Sample cine", str(sample), good=sample.is_file())
    networks = network_ids()
    listed = ", ".join(networks) or "no networks"
    yield Finding("Weights", f"{paths.weights_folder()} ({listed})", good=bool(networks))
