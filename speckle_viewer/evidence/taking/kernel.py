"""The kernels behind a pixel, as what is shown."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from speckle_viewer.evidence.equivalent import PixelColumn
from speckle_viewer.evidence.kernel_field import PixelKernel
from speckle_viewer.evidence.shown import Picture, Shown

_RANGE = "(0 is black, 1 is white)"


def shown_kernel(
    kernel: PixelKernel | PixelColumn,
    facts: Mapping[str, str] | None = None,
    *,
    offsets: Sequence[int] = (),
    mm_per_px: tuple[float, float] | None = None,
) -> Shown:
    """Patch, weights and products of every size and frame, counted from the kernel's centre.

    Parameters
    ----------
    kernel
        Of one pixel: predicted, or a row or a column of the Jacobian.
    facts
        What comes before the kernel's own figures, such as method and frame.
    offsets
        How far each frame of the burst lies from the one that is denoised.
    mm_per_px
        (down, across) of the frame.
    """
    own = {"Pixel": f"x {kernel.column}, y {kernel.row}", "Sum of weights": f"{kernel.sum:.5g}"}
    if isinstance(kernel, PixelKernel):
        own |= {"Bias": f"{kernel.bias:.5g}", "Output": f"{kernel.output:.5g} {_RANGE}"}
    else:
        own |= {"Input": f"{kernel.intensity:.5g} {_RANGE}"}
    panels = tuple(_pictures(kernel, offsets, mm_per_px))
    return Shown("Kernel of a pixel", {**(facts or {}), **own}, panels)


def _pictures(
    kernel: PixelKernel | PixelColumn, offsets: Sequence[int], mm_per_px: tuple[float, float] | None
) -> Iterator[Picture]:
    for taps, patches, products in zip(kernel.taps, kernel.patches, kernel.products, strict=True):
        size, frames = taps.shape[-1], len(taps)
        for title, values in (("Patch", patches), ("Weights", taps), ("Products", products)):
            # All frames of a size share their limits, as on screen.
            most = float(np.abs(values).max()) or 1.0
            for frame in range(frames):
                yield Picture(
                    title=f"{title} {size} × {size}{_of_frame(offsets, frame, frames)}",
                    values=values[frame],
                    colours="grey" if title == "Patch" else "diverging",
                    limits=(0.0, 1.0) if title == "Patch" else (-most, most),
                    row0=-(size // 2),
                    column0=-(size // 2),
                    mm_per_px=mm_per_px,
                )


def _of_frame(offsets: Sequence[int], frame: int, frames: int) -> str:
    if frames == 1:
        return ""
    if len(offsets) != frames:
        return f", frame {frame + 1} of {frames}"
    sign = "+" if offsets[frame] > 0 else "−"
    return f", frame {sign}{abs(offsets[frame])}" if offsets[frame] else ", this frame"
