"""Image and speckle metrics: plain functions of NumPy arrays, computed in float64.

Each says its convention, for packages differ. Those that need the linear envelope take it: undo the
log compression with `envelope`, which has to be told the dynamic range.
"""

from speckle_viewer.metrics.regions import (
    CUT_OFF,
    cnr,
    contrast,
    enl,
    envelope,
    gcnr,
    smpi,
    speckle_snr,
    ssi,
)
from speckle_viewer.metrics.resolution import (
    autocorrelation_fwhm,
    edge_axis,
    edge_width,
    fwhm,
)
from speckle_viewer.metrics.temporal import (
    flicker,
    optical_flow,
    temporal_snr,
    warping_error,
)
from speckle_viewer.metrics.truth import (
    brightness_shift,
    edge_preservation,
    edges,
    offset_free_psnr,
    pratt_fom,
    psnr,
    ssim,
)

__all__ = [
    "CUT_OFF",
    "autocorrelation_fwhm",
    "brightness_shift",
    "cnr",
    "contrast",
    "edge_axis",
    "edge_preservation",
    "edge_width",
    "edges",
    "enl",
    "envelope",
    "flicker",
    "fwhm",
    "gcnr",
    "offset_free_psnr",
    "optical_flow",
    "pratt_fom",
    "psnr",
    "smpi",
    "speckle_snr",
    "ssi",
    "ssim",
    "temporal_snr",
    "warping_error",
]
