"""Where a method runs, and in which arithmetic."""

import torch
import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.denoising.preferred import preferred_device
from speckle_viewer.methods.method import Check, Method
from speckle_viewer.ops.bfloat16 import computes_bfloat16

TOLERANCE = 1 / 255
"""How far the fast arithmetic may be from float32 at any pixel: one grey level of a display."""

_PROBE, _STEP = 256, 64

_FLAT = 2 / 255
"""A probe whose tissue varies less shows nothing: any arithmetic is right in black."""


def choose_device() -> torch.device:
    """The preferred device; else the first of CUDA, Apple's GPU and CPU that is there."""
    name = preferred_device()
    if name in devices():
        return torch.device(name)
    if torch.cuda.is_available():
        return torch.device("cuda", torch.cuda.current_device())
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def devices() -> dict[str, str]:
    """The devices that are there, by torch's names, and what they are called."""
    found = {"cpu": "CPU"}
    for index in range(torch.cuda.device_count()):
        found[f"cuda:{index}"] = torch.cuda.get_device_name(index)
    if torch.backends.mps.is_available():
        found["mps"] = "Apple GPU"
    return found


def fast_dtype(device: torch.device) -> torch.dtype:
    """The arithmetic that is worth trying on a device; float32 where nothing is faster."""
    if device.type == "cuda":
        return torch.float16
    if device.type == "cpu" and computes_bfloat16():
        return torch.bfloat16
    return torch.float32


def agrees(
    method: Method,
    burst: Tensor,
    tissue: Tensor,
    controls: dict[str, float],
    dtype: torch.dtype,
    check: Check | None = None,
) -> bool | None:
    """Whether ``dtype`` stays within `TOLERANCE` of float32 on a burst (T, 1, H, W).

    Looks at the 256 × 256 pixels where the ``tissue`` (H, W) of the middle frame is brightest, so
    that the first frame does not wait for a whole one in float32. None where these are so flat
    that they prove nothing.
    """
    middle = burst[len(burst) // 2, 0] * tissue
    height, width = min(_PROBE, middle.shape[0]), min(_PROBE, middle.shape[1])
    power = F.avg_pool2d(middle.square()[None], (height, width), _STEP)[0]
    row, column = divmod(int(power.argmax()), power.shape[1])
    rows = slice(row * _STEP, row * _STEP + height)
    columns = slice(column * _STEP, column * _STEP + width)
    inside = middle[rows, columns][tissue[rows, columns]]
    if inside.numel() == 0 or inside.std(correction=0) < _FLAT:
        return None
    part = burst[..., rows, columns]
    exact = method.predict(part, controls, check=check).image
    fast = method.predict(part, controls, dtype=dtype, check=check).image
    # Not a number compares as false, as it should.
    return bool((fast.clamp(0, 1) - exact.clamp(0, 1)).abs().max() <= TOLERANCE)
