"""Speckle Viewer: see, compare and explain the despeckling of medical ultrasound.

Three lines in a notebook, without a display and without Qt::

    import speckle_viewer as sv
    cine = sv.open_cine("echo.dcm")
    prediction = sv.denoise(cine, "kpn", frame=12)
    prediction.kernels.at(row=120, column=200)

The names below are stable. They are imported when first used, so that ``import speckle_viewer``
costs nothing and a command that needs no network never loads torch.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from speckle_viewer.cine import Cine, open_cine
    from speckle_viewer.denoising import denoise
    from speckle_viewer.denoising.differentiator import equivalent_kernel
    from speckle_viewer.evidence import KernelField, PixelKernel
    from speckle_viewer.methods import load_method

__version__ = "0.1.0"

_HOMES = {
    "Cine": "cine",
    "open_cine": "cine",
    "denoise": "denoising",
    "equivalent_kernel": "denoising.differentiator",
    "KernelField": "evidence",
    "PixelKernel": "evidence",
    "load_method": "methods",
}

__all__ = [
    "Cine",
    "KernelField",
    "PixelKernel",
    "denoise",
    "equivalent_kernel",
    "load_method",
    "open_cine",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'speckle_viewer' has no attribute {name!r}")
    return getattr(import_module(f"speckle_viewer.{_HOMES[name]}"), name)
