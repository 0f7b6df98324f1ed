"""Where a method runs, and in which arithmetic."""

import torch
from torch import Tensor

from speckle_viewer.methods.method import Check, Method

TOLERANCE = 1 / 255
"""How far the fast arithmetic may be from float32 at any pixel: one grey level of a display."""

_PROBE = 256


def choose_device() -> torch.device:
    """The first of CUDA, Apple's GPU and CPU that is there."""
    if torch.cuda.is_available():
        return torch.device("cuda", torch.cuda.current_device())
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def fast_dtype(device: torch.device) -> torch.dtype:
    """The arithmetic that is worth trying on a device; float32 where nothing is faster."""
    if device.type == "cuda":
        return torch.float16
    if device.type == "cpu" and _computes_bfloat16():
        return torch.bfloat16
    return torch.float32


def _computes_bfloat16() -> bool:
    # Torch says so under a private name only. ``_is_mkldnn_bf16_supported`` is no substitute: it
    # is true on every processor with AVX-512, where bfloat16 is emulated and slow.
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    onednn = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    return bool(onednn and supported is not None and supported())


def agrees(
    method: Method,
    burst: Tensor,
    controls: dict[str, float],
    dtype: torch.dtype,
    check: Check | None = None,
) -> bool:
    """Whether ``dtype`` stays within `TOLERANCE` of float32 in the middle of a burst (T, 1, H, W).

    Looks at 256 × 256 pixels, so that the first frame does not wait for a whole one in float32.
    """
    height, width = burst.shape[-2:]
    top, left = max(0, (height - _PROBE) // 2), max(0, (width - _PROBE) // 2)
    middle = burst[..., top : top + _PROBE, left : left + _PROBE]
    exact = method.predict(middle, controls, check=check).image
    fast = method.predict(middle, controls, dtype=dtype, check=check).image
    # Not a number compares as false, as it should.
    return bool((fast.clamp(0, 1) - exact.clamp(0, 1)).abs().max() <= TOLERANCE)
