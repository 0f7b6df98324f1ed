"""Tensor operations that networks, evidence and training share."""

from speckle_viewer.ops.dynamic_filter import dynamic_filter
from speckle_viewer.ops.strided_kernels import apply_strided, upsample_kernels

__all__ = ["apply_strided", "dynamic_filter", "upsample_kernels"]
