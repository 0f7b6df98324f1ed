"""Equivalent kernels: what a method did at a pixel, whatever the method is made of.

Around the burst y that it is given, every differentiable method is f(y) = A y + b, with A its
Jacobian at y and b its net bias (Mohan, Kadkhodaie, Simoncelli and Fernandez-Granda, ICLR 2020,
section 3; b = 0 for bias-free networks). A row of A holds the weights by which an output pixel is
made of input pixels: its equivalent kernel, one vector-Jacobian product. A column says where an
input pixel goes: one Jacobian-vector product. Both see the method on a crop, and are those of the
whole frame where that crop holds all that the pixel depends on.

For a notebook::

    f = differentiable(load_method("unet"))              # both from speckle_viewer.methods
    kernel = equivalent_kernel(f, burst, row=120, column=200)
    kernel.taps[0], kernel.bias, kernel.output           # Σ taps · patches + bias = output
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import torch
import torch.autograd.forward_ad as forward_ad
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.evidence.kernel_field import PixelKernel, patch_at
from speckle_viewer.no_warnings import no_warnings

Function = Callable[[Tensor], Tensor]
"""From a burst (N, 1, H, W) in [0, 1] to an image (H, W), differentiable."""

Crop = tuple[slice, slice]


@runtime_checkable
class Placed(Protocol):
    """A `Function` that depends on which part of the frame it is given, as on a painted map."""

    def within(self, crop: Crop) -> Function:
        """The same for this crop of the frame."""


Push = Callable[[Function, Tensor, Tensor], tuple[Tensor, Tensor]]
"""`push_forward`, or `differences` for what cannot be differentiated."""

GREY_LEVEL = 1 / 255

REACH = 64
"""Pixels to each side that are looked at unless told otherwise. A U-Net of four levels sees 96; its
kernel misses a thousandth then (docs/performance.md), and takes half the time.
"""


@dataclass(frozen=True, eq=False)
class PixelColumn:
    """Where one input pixel goes: a column of the Jacobian.

    Attributes
    ----------
    row, column
        The input pixel, in the image's coordinates.
    taps
        One array (1, K, K) float32, the output pixel at the same place in the middle: by how much
        each output pixel changes where this pixel of the denoised frame changes by one.
    patches
        What was made of the part that was looked at, same shape; outside it its edge is repeated.
    intensity
        The input pixel's own, in [0, 1].
    """

    row: int
    column: int
    taps: tuple[NDArray[np.float32], ...]
    patches: tuple[NDArray[np.float32], ...]
    intensity: float

    @property
    def products(self) -> tuple[NDArray[np.float32], ...]:
        """Weight × the pixel's intensity: what it gives to each output pixel."""
        return tuple(t * np.float32(self.intensity) for t in self.taps)

    @property
    def sum(self) -> float:
        """Sum of all taps: how much of this pixel the output has in all."""
        return float(sum(t.sum(dtype=np.float64) for t in self.taps))


def equivalent_kernel(
    function: Function,
    burst: Tensor,
    row: int,
    column: int,
    *,
    reach: int = REACH,
    multiple: int = 1,
) -> PixelKernel:
    """What an output pixel is made of: a row of the Jacobian, one kernel per frame of the burst.

    Parameters
    ----------
    function
        The method; `speckle_viewer.methods.differentiable` makes one of it.
    burst
        (N, 1, H, W) in [0, 1].
    row, column
        The output pixel.
    reach
        Pixels around it that are looked at. The kernel is exact if it is the method's overlap.
    multiple
        The method's: the crop begins at a multiple of it, as the frame does.

    Returns
    -------
    PixelKernel
        Its taps (N, K, K) cover the crop, and are zero outside the image; its bias is the net bias.

    Raises
    ------
    IndexError
        If the pixel lies outside the image.
    """
    crop = crop_around(row, column, reach, multiple, (burst.shape[-2], burst.shape[-1]))
    y, x = row - crop[0].start, column - crop[1].start
    seen = burst[..., *crop].detach().clone().requires_grad_()
    image = within(function, crop)(seen)
    (gradient,) = torch.autograd.grad(image[y, x], seen)
    taps = _centred(gradient[:, 0], y, x)
    patches = patch_at(burst[:, 0], taps.shape[-1], row, column).numpy()
    output = float(image[y, x].detach())
    weighed = float(np.einsum("nij,nij->", taps, patches, dtype=np.float64))
    return PixelKernel(row, column, (taps,), (patches,), output - weighed, output)


def equivalent_column(
    function: Function,
    burst: Tensor,
    row: int,
    column: int,
    *,
    reach: int = REACH,
    multiple: int = 1,
    push: Push | None = None,
) -> PixelColumn:
    """Where a pixel of the denoised frame goes: a column of the Jacobian.

    Parameters as for `equivalent_kernel`; ``push`` is `push_forward` unless told otherwise. Exact
    if ``reach`` is twice the method's overlap: the output pixels that it goes to look as far again.
    """
    crop = crop_around(row, column, reach, multiple, (burst.shape[-2], burst.shape[-1]))
    y, x = row - crop[0].start, column - crop[1].start
    seen = burst[..., *crop]
    tangent = torch.zeros_like(seen)
    tangent[len(seen) // 2, 0, y, x] = 1
    image, change = (push or push_forward)(within(function, crop), seen, tangent)
    taps = _centred(change[None], y, x)
    return PixelColumn(
        row=row,
        column=column,
        taps=(taps,),
        patches=(patch_at(image[None], taps.shape[-1], y, x).numpy(),),
        intensity=float(burst[len(burst) // 2, 0, row, column]),
    )


def net_bias_map(function: Function, burst: Tensor, push: Push | None = None) -> Tensor:
    """What is added at every pixel (H, W) of a burst (N, 1, H, W): b = f(y) − A y.

    One Jacobian-vector product, by `push_forward` unless told otherwise. Zero but for rounding
    where a method is bias-free.
    """
    image, weighed = weighed_map(function, burst, push)
    return image - weighed


def weighed_map(
    function: Function, burst: Tensor, push: Push | None = None
) -> tuple[Tensor, Tensor]:
    """The image f(y), and what the weights of all pixels make of the burst, A y; both (H, W)."""
    return (push or push_forward)(function, burst, burst)


def within(function: Function, crop: Crop) -> Function:
    """What a function of whole frames is on a crop of them: the same, but for a `Placed` one."""
    return function.within(crop) if isinstance(function, Placed) else function


def crop_around(row: int, column: int, reach: int, multiple: int, shape: tuple[int, int]) -> Crop:
    """Rows and columns within ``reach`` of a pixel, to multiples of ``multiple``, in the image.

    Raises `IndexError` for a pixel outside.
    """
    if not (0 <= row < shape[0] and 0 <= column < shape[1]):
        raise IndexError(f"row {row}, column {column} lies outside an image of {shape}")
    rows, columns = (
        slice(
            max(0, at - reach) // multiple * multiple,
            min(length, -(-(at + reach + 1) // multiple) * multiple),
        )
        for at, length in zip((row, column), shape, strict=True)
    )
    return rows, columns


_one_at_a_time = threading.Lock()  # PyTorch has one level of forward differentiation per process
_make_dual: Callable[[Tensor, Tensor], Tensor] = forward_ad.make_dual
_unpack: Callable[[Tensor], forward_ad.UnpackedDualTensor] = forward_ad.unpack_dual


def push_forward(function: Function, burst: Tensor, tangent: Tensor) -> tuple[Tensor, Tensor]:
    """The image (H, W), and how it changes where the burst changes along ``tangent``."""
    # PyTorch compiles some derivatives at first use, in a way that it calls deprecated.
    with no_warnings, _one_at_a_time, torch.no_grad(), forward_ad.dual_level():
        made = _unpack(function(_make_dual(burst, tangent)))
        image, change = made.primal.clone(), made.tangent
        return image, torch.zeros_like(image) if change is None else change.clone()


def differences(function: Function, burst: Tensor, tangent: Tensor) -> tuple[Tensor, Tensor]:
    """The same by changes of a grey level up and down, where no derivative is to be had."""
    with torch.no_grad():
        return function(burst), difference(function, burst, tangent)


def difference(function: Function, burst: Tensor, tangent: Tensor) -> Tensor:
    """How the image changes along ``tangent``: (f(y + ht) − f(y − ht)) / 2h, h a grey level."""
    with torch.no_grad():
        step = GREY_LEVEL * tangent
        return (function(burst + step) - function(burst - step)) / (2 * GREY_LEVEL)


def _centred(values: Tensor, row: int, column: int) -> NDArray[np.float32]:
    """Values (N, h, w) around one of their pixels: (N, K, K), zeros where there are none."""
    height, width = values.shape[-2:]
    half = max(row, column, height - 1 - row, width - 1 - column)
    centred = np.zeros((len(values), 2 * half + 1, 2 * half + 1), np.float32)
    top, left = half - row, half - column
    centred[:, top : top + height, left : left + width] = values.float().cpu().numpy()
    return centred
