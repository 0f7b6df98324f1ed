"""What a prediction shows: the kernels behind every pixel."""

from speckle_viewer.evidence.kernel_field import KernelField, PixelKernel, apply_kernels

__all__ = ["KernelField", "PixelKernel", "apply_kernels"]
