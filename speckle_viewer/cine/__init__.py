"""What is looked at: lazily decoded frames, timing, calibrated regions, header. No torch, no Qt."""

from speckle_viewer.cine.cine import Cine, to_grey
from speckle_viewer.cine.grey_scale import GreyScale
from speckle_viewer.cine.open import open_cine
from speckle_viewer.cine.types import Frame, HeaderRow, Region, Timing

__all__ = ["Cine", "Frame", "GreyScale", "HeaderRow", "Region", "Timing", "open_cine", "to_grey"]
