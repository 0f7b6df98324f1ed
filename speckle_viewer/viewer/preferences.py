"""How the user would like the program to be, from one start to the next."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from speckle_viewer.cine.types import ASSUMED_RATE
from speckle_viewer.denoising import Precision

THEMES = ("dark", "light")
PRECISIONS = ("auto", "exact")

LIMITS: Mapping[str, tuple[float, float]] = {
    "decoded_mib": (16, 65536),
    "denoised_mib": (16, 65536),
    "evidence_mib": (64, 65536),
    "assumed_rate": (1.0, 1000.0),
    "autosave_s": (2, 600),
}
"""The smallest and the largest value of each number."""


@dataclass(frozen=True)
class Preferences:
    """What is preferred; the defaults are what the program does out of the box.

    Attributes
    ----------
    theme
        "dark" or "light".
    language
        Code of the window's language; that of the system where it is empty.
    device
        "auto", "cpu", or a device of torch such as "cuda:0".
    precision
        Arithmetic with which the window starts.
    decoded_mib, denoised_mib, evidence_mib
        MiB that may be kept: decoded frames of each cine, denoised images, kernels and the like.
    assumed_rate
        Frames per second of files that do not say when their frames were acquired.
    show_personal
        Whether the header shows what identifies the patient without being asked each time.
    name_files
        Whether names of exports, and saved tables, have the name of the cine's file.
    autosave_s
        Seconds after a change until what is open is saved by itself.
    """

    theme: Literal["dark", "light"] = "dark"
    language: str = ""
    device: str = "auto"
    precision: Precision = "auto"
    decoded_mib: int = 512
    denoised_mib: int = 512
    evidence_mib: int = 1024
    assumed_rate: float = ASSUMED_RATE
    show_personal: bool = False
    name_files: bool = True
    autosave_s: int = 10


DEFAULTS = Preferences()


def read_preferences(stored: Mapping[str, object]) -> Preferences:
    """Preferences from what was stored, by name; what is missing or makes no sense is the default.

    Values may be texts, as files of settings hold them.
    """
    read = {f.name: _read(f.name, stored[f.name]) for f in fields(Preferences) if f.name in stored}
    return Preferences(**{name: value for name, value in read.items() if value is not None})


def _read(name: str, value: object) -> Any:
    """The value as it should be; None where it cannot be that."""
    default = getattr(DEFAULTS, name)
    text = str(value)
    if name in LIMITS:
        return _number(text, *LIMITS[name], whole=isinstance(default, int))
    if isinstance(default, bool):
        return {"true": True, "false": False}.get(text.lower())
    known = {"theme": THEMES, "precision": PRECISIONS}.get(name)
    return text if known is None or text in known else None


def _number(text: str, low: float, high: float, *, whole: bool) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number) or not low <= number <= high:
        return None
    return round(number) if whole else number
