"""Kernels and maps of them, as what is shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.central import SMALL, Central, central
from speckle_viewer.evidence.equivalent import PixelColumn
from speckle_viewer.evidence.kernel_field import PixelKernel
from speckle_viewer.evidence.kernel_maps import KernelMap
from speckle_viewer.evidence.shown import FROM_CENTRE, Picture, Shown

_RANGE = "(0 is black, 1 is white)"
_BRIGHTNESS = "brightness"
_QUANTITIES = {"Patch": "Intensity", "Weights": "Weight", "Products": "Product"}


def shown_kernel(
    kernel: PixelKernel | PixelColumn,
    facts: Mapping[str, str] | None = None,
    *,
    offsets: Sequence[int] = (),
    mm_per_px: tuple[float, float] | None = None,
    zoom: int = 0,
) -> Shown:
    """Patch, weights and products of every size and frame, counted from the kernel's centre.

    Of large kernels it is the middle, as on screen; the facts say how much of it that is.

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
    zoom
        How much less than nearly all is shown of large kernels, as for `central`.
    """
    own = {"Pixel": f"x {kernel.column}, y {kernel.row}", "Sum of weights": f"{kernel.sum:.5g}"}
    if isinstance(kernel, PixelKernel):
        own |= {"Bias": f"{kernel.bias:.5g}", "Output": f"{kernel.output:.5g} {_RANGE}"}
    else:
        own |= {"Input": f"{kernel.intensity:.5g} {_RANGE}"}
    drawn = central(kernel, zoom)
    own |= {"Drawn": told} if (told := what_is_drawn(drawn)) else {}
    panels = tuple(_pictures(drawn, offsets, mm_per_px))
    return Shown("Kernel of a pixel", {**(facts or {}), **own}, panels)


def kernel_picture(
    title: str,
    weights: NDArray[Any],
    limits: tuple[float, float] | None = None,
    *,
    mm_per_px: tuple[float, float] | None = None,
    rooted: bool = False,
) -> Picture:
    """A kernel (K, K) alone, counted from its centre; the parameters are those of `Picture`."""
    return Picture(
        title,
        weights,
        colours="diverging",
        limits=limits,
        row0=-(weights.shape[0] // 2),
        column0=-(weights.shape[1] // 2),
        mm_per_px=mm_per_px,
        axes=FROM_CENTRE,
        rooted=rooted,
        quantity="Weight",
    )


def map_picture(
    found: KernelMap,
    limits: tuple[float, float] | None = None,
    *,
    mm_per_px: tuple[float, float] | None = None,
) -> Picture:
    """A map of kernels in its place in the frame, between its own limits unless told others."""
    quantity = found.quantity
    return Picture(
        quantity.title,
        found.values,
        quantity.unit,
        quantity.colours,
        limits or found.limits,
        *found.origin,
        mm_per_px,
        found.spacing,
        quantity=quantity.title,
    )


def what_is_drawn(drawn: Central) -> str:
    """How much of a kernel is left where it is cut to its middle; else empty."""
    return ", ".join(
        f"the middle {size} × {size} of {whole} × {whole} px, {100 * share:.0f} % of Σ|w|"
        for size, whole, share in zip(drawn.sizes, drawn.whole, drawn.shares, strict=True)
        if size < whole
    )


def _pictures(
    drawn: Central, offsets: Sequence[int], mm_per_px: tuple[float, float] | None
) -> Iterator[Picture]:
    sections = zip(drawn.taps, drawn.patches, drawn.products, drawn.whole, strict=True)
    for taps, patches, products, whole in sections:
        size, frames = taps.shape[-1], len(taps)
        for title, values in (("Patch", patches), ("Weights", taps), ("Products", products)):
            # All frames of a size share their limits, as on screen.
            most = float(np.abs(values).max()) or 1.0
            for frame in range(frames):
                yield Picture(
                    title=f"{title} {size} × {size}{_of_frame(offsets, frame, frames)}",
                    values=values[frame],
                    unit="" if title == "Weights" else _BRIGHTNESS,
                    quantity=_QUANTITIES[title],
                    colours="grey" if title == "Patch" else "diverging",
                    limits=(0.0, 1.0) if title == "Patch" else (-most, most),
                    row0=-(size // 2),
                    column0=-(size // 2),
                    mm_per_px=mm_per_px,
                    axes=FROM_CENTRE,
                    rooted=title == "Weights" and whole > SMALL,
                )


def _of_frame(offsets: Sequence[int], frame: int, frames: int) -> str:
    if frames == 1:
        return ""
    if len(offsets) != frames:
        return f", frame {frame + 1} of {frames}"
    sign = "+" if offsets[frame] > 0 else "−"
    return f", frame {sign}{abs(offsets[frame])}" if offsets[frame] else ", this frame"
