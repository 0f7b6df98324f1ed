"""Where weights and resources lie: those shipped, in a checkout or a wheel, and the user's own."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside_wheel = _PACKAGE / "shipped" / name
    return inside_wheel if inside_wheel.is_dir() else _PACKAGE.parent / name


def weights_folder() -> Path:
    """Folder with one ``.safetensors`` and one ``.json`` card per trained method."""
    return _shipped("weights")


def user_weights_folder() -> Path:
    """Folder of the weights that the user imported; it need not exist.

    In the place for data of the user's system; the variable SPECKLE_WEIGHTS names another folder.
    """
    chosen = os.environ.get("SPECKLE_WEIGHTS")
    return Path(chosen) if chosen else _user_data() / "weights"


def user_runs_folder() -> Path:
    """Folder of the training runs that were started in the window; it need not exist."""
    return _user_data() / "runs"


def user_sessions_folder() -> Path:
    """Folder of what is saved by itself, in case of a crash; it need not exist."""
    return _user_data() / "sessions"


def _user_data() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        data = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
    elif sys.platform == "darwin":
        data = home / "Library" / "Application Support"
    else:
        data = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    return Path(data) / "speckle-viewer"


def resources_folder() -> Path:
    """Folder with the icons, the style, the translations and the sample cine."""
    return _shipped("resources")


def translations_folder() -> Path:
    """Folder with a ``.qm`` of the window's texts per language."""
    return resources_folder() / "translations"


def sample_cine() -> Path:
    """The simulated ultrasound cine that ships with the product."""
    return resources_folder() / "sample.dcm"
