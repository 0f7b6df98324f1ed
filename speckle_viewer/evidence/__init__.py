"""What a prediction shows: kernels behind every pixel, global filters, wavelet sub-bands."""

from speckle_viewer.evidence.entry_kernels import EntryKernels
from speckle_viewer.evidence.global_filters import GlobalFilters
from speckle_viewer.evidence.kernel_field import (
    KernelField,
    PixelKernel,
    RuledKernels,
    apply_kernels,
    combined,
    patch_at,
    patches_at,
)
from speckle_viewer.evidence.steering import Steerer, steer
from speckle_viewer.evidence.subbands import SubbandLevel

__all__ = [
    "EntryKernels",
    "GlobalFilters",
    "KernelField",
    "PixelKernel",
    "RuledKernels",
    "Steerer",
    "SubbandLevel",
    "apply_kernels",
    "combined",
    "patch_at",
    "patches_at",
    "steer",
]
