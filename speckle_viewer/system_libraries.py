"""The system libraries that Qt needs on Linux and does not bring.

``python3 -m speckle_viewer.system_libraries`` prints the Debian packages that are missing here. It
runs on a bare Python, before anything is installed: ``scripts/setup.sh`` asks it what to install.
"""

import ctypes
import sys
from importlib.util import find_spec
from pathlib import Path

DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""Library → Debian package, for all that Qt's core, window and X11 plug-in are linked to."""


def missing_libraries() -> list[str]:
    """Names of the libraries that Qt would not find here; empty on Windows and macOS."""
    if sys.platform != "linux":
        return []
    return [name for name in DEBIAN_PACKAGES if not _loads(name)]


def missing_packages() -> list[str]:
    """Debian packages to install before the viewer can be set up and run."""
    packages = [DEBIAN_PACKAGES[name] for name in missing_libraries()]
    if sys.platform == "linux":
        if not any(Path("/usr/share/fonts").rglob("*.[to]tf")):
            packages.append("fonts-dejavu-core")
        if find_spec("ensurepip") is None:  # Debian ships Python without what makes environments
            packages.append(f"python3.{sys.version_info.minor}-venv")
    return packages


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    print(" ".join(missing_packages()))
