"""A method applied to a cine: bursts, tissue, tiles, device and precision, cache, the engine.

Importing this costs nothing: torch comes with the first frame that is denoised.
"""

from speckle_viewer.denoising.engine import Engine
from speckle_viewer.denoising.one_frame import denoise
from speckle_viewer.denoising.types import NoisePaint, Precision, Request, Result, Status

__all__ = ["Engine", "NoisePaint", "Precision", "Request", "Result", "Status", "denoise"]
