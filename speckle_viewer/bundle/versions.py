"""What the numbers of a bundle were made with."""

import platform
from importlib.metadata import PackageNotFoundError, version

from speckle_viewer import __version__
from speckle_viewer.denoising import Status

_PACKAGES = {"PyTorch": "torch", "NumPy": "numpy", "SciPy": "scipy", "scikit-image": "scikit-image"}


def versions(engine: Status) -> dict[str, str]:
    """Of the program and what it computes with; system and device."""
    found = {"Speckle Viewer": __version__, "Python": platform.python_version()}
    for name, package in _PACKAGES.items():
        try:
            found[name] = version(package)
        except PackageNotFoundError:
            continue
    found["System"] = f"{platform.system()} {platform.release()}, {platform.machine()}"
    found["Device"] = engine.device or "none used"
    found["Arithmetic"] = engine.arithmetic or "none used"
    return found
