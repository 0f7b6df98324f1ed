"""What a prediction shows: kernels behind every pixel, global filters, wavelet sub-bands."""

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
from speckle_viewer.evidence.subbands import SubbandLevel

__all__ = [
    "GlobalFilters",
    "KernelField",
    "PixelKernel",
    "RuledKernels",
    "SubbandLevel",
    "apply_kernels",
    "combined",
    "patch_at",
    "patches_at",
]
