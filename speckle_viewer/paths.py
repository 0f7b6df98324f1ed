"""Where the shipped weights and resources lie, in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside_wheel = _PACKAGE / "shipped" / name
    return inside_wheel if inside_wheel.is_dir() else _PACKAGE.parent / name


def weights_folder() -> Path:
    """Folder with one ``.safetensors`` and one ``.json`` card per trained method."""
    return _shipped("weights")


def resources_folder() -> Path:
    """Folder with the icons, the style and the sample cine."""
    return _shipped("resources")


def sample_cine() -> Path:
    """The simulated ultrasound cine that ships with the product."""
    return resources_folder() / "sample.dcm"
