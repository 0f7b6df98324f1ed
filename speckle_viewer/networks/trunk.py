"""The part of a network that turns an image into features."""

from torch import Tensor, nn

from speckle_viewer.evidence import SubbandLevel

EVERYWHERE = 1_000_000
"""Overlap of a network in which every pixel depends on every other."""


class Trunk(nn.Module):
    """Features (B, outputs, H / stride, W / stride) of an image (B, inputs, H, W).

    Attributes
    ----------
    multiple
        H and W must be multiples of it.
    overlap
        Pixels to each side that a feature depends on.
    outputs, stride
        Channels of the features, and pixels of the image per position.
    """

    multiple: int
    overlap: int
    outputs: int
    stride: int

    def with_subbands(self, x: Tensor) -> tuple[Tensor, tuple[SubbandLevel, ...]]:
        """The features, and the sub-bands of a trunk that works on them, finest level first."""
        return self(x), ()
