"""Kernels made up for the tests of the inspector."""

import numpy as np

from speckle_viewer.evidence import PixelKernel


def made_up_kernel(
    sizes: tuple[int, ...] = (5,),
    frames: int = 1,
    *,
    row: int = 204,
    column: int = 312,
    bias: float = 0.0125,
    error: float = 0.0,
) -> PixelKernel:
    """A kernel whose network output is ``error`` above what it computes."""
    rng = np.random.default_rng(sum(sizes) + frames)
    shapes = [(frames, size, size) for size in sizes]
    taps = tuple(rng.normal(0.02, 0.05, shape).astype(np.float32) for shape in shapes)
    patches = tuple(rng.random(shape).astype(np.float32) for shape in shapes)
    total = sum(float((t.astype(float) * p).sum()) for t, p in zip(taps, patches, strict=True))
    return PixelKernel(row, column, taps, patches, bias, total + bias + error)
