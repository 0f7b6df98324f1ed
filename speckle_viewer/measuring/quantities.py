"""The quantities that the table can have, in its order."""

from collections.abc import Callable
from typing import Any

import numpy as np

from speckle_viewer import metrics
from speckle_viewer.measuring.quantity import Need, Quantity, Subject
from speckle_viewer.metrics.array import Float

GREY = "grey levels of 255"
"""The unit of displayed brightness: 255 is white, also of files with more bits."""

_DISPLAYED = (
    " Of the brightness as displayed, 0 to 255: any grey map of the scanner is still in it."
)
_LINEAR = (
    " Of the linear envelope 10^((y − 1) R / 20), y the brightness in [0, 1] and R the dynamic"
    " range: right only if the scanner's grey map is linear."
)
_LEE = "Burckhardt, IEEE Trans. Sonics Ultrason. 25, 1978"
_WAGNER = "Wagner et al., IEEE Trans. Sonics Ultrason. 30, 1983"


def line_profile(subject: Subject) -> Float:
    """Brightness along the line, (n,), interpolated linearly a pixel or less apart."""
    from skimage.measure import profile_line  # slow to import

    assert subject.line is not None
    start, end = subject.line
    read: Any = profile_line
    return np.asarray(read(subject.image, start, end, order=1, mode="nearest"), np.float64)


def _step(subject: Subject) -> float:
    """Pixels between two samples of the line's profile."""
    assert subject.line is not None
    length = float(np.hypot(*np.subtract(*subject.line)))
    return length / max(len(line_profile(subject)) - 1, 1)


def _area_mm(subject: Subject) -> float:
    assert subject.mm_per_px is not None
    return len(subject.values) * subject.mm_per_px[0] * subject.mm_per_px[1]


def _edge_px(subject: Subject) -> float:
    return metrics.edge_width(line_profile(subject)) * _step(subject)


def _edge_mm(subject: Subject) -> float:
    assert subject.line is not None
    assert subject.mm_per_px is not None
    way = np.subtract(*subject.line)
    return _edge_px(subject) * float(np.hypot(*(way * subject.mm_per_px)) / np.hypot(*way))


def _fwhm(axis: int, in_mm: bool) -> Callable[[Subject], float]:
    def width(subject: Subject) -> float:
        part = subject.envelope(np.asarray(subject.image[subject.box], np.float64))
        if min(part.shape) < 2:
            return float("nan")
        found = metrics.autocorrelation_fwhm(part)[axis]
        return found * subject.mm_per_px[axis] if in_mm and subject.mm_per_px else found

    return width


def _epi(subject: Subject) -> float:
    rows, columns = (slice(max(s.start - 1, 0), s.stop + 1) for s in subject.box)
    assert subject.before is not None
    assert subject.inside is not None
    part = (rows, columns)
    return metrics.edge_preservation(
        subject.image[part], subject.before[part], subject.inside[part]
    )


def _pair(of: Callable[[Float, Float], float], linear: bool) -> Callable[[Subject], float]:
    def value(subject: Subject) -> float:
        both = subject.values, subject.values_around
        return of(*map(subject.envelope, both)) if linear else of(*both)

    return value


def _speckle(of: Callable[[Float], float]) -> Callable[[Subject], float]:
    return lambda subject: of(subject.envelope(subject.values))


def _change(of: Callable[[Float, Float], float]) -> Callable[[Subject], float]:
    return lambda s: of(s.envelope(s.values), s.envelope(s.values_before))


def _against(of: Callable[..., float]) -> Callable[[Subject], float]:
    return lambda s: of(s.image, s.truth, 1, s.inside)


def _needs(*needs: Need) -> frozenset[Need]:
    return frozenset(needs)


_FWHM = (
    "Full width at half maximum of the autocovariance of the region's bounding box, of which the"
    " plane that fits best is taken off; also where the region is no rectangle." + _LINEAR
)

_REGION = (
    Quantity(
        "mean", "Mean", "μ", GREY, "Mean of the region's pixels." + _DISPLAYED, "",
        _needs("region"), 1, lambda s: 255 * float(s.values.mean()),
    ),
    Quantity(
        "std", "SD", "σ", GREY,
        "Standard deviation of the region's pixels, divided by n." + _DISPLAYED, "",
        _needs("region"), 1, lambda s: 255 * float(s.values.std()),
    ),
    Quantity(
        "area", "Area", "n", "px", "Pixels whose centre lies in the region and in the image.", "",
        _needs("region"), 0, lambda s: float(len(s.values)),
    ),
    Quantity(
        "area_mm", "Area", "", "mm²",
        "Pixels of the region times the area of a pixel; only where one calibrated region of the"
        " image holds all of them.", "", _needs("region", "calibration"), 2, _area_mm,
    ),
    Quantity(
        "snr", "Speckle SNR", "μ/σ", "",
        "Mean over standard deviation: 1.91 for fully developed speckle, more where there is less"
        " speckle or more blur." + _LINEAR, _LEE,
        _needs("region", "dynamic range", "echoes"), 2, _speckle(metrics.speckle_snr),
    ),
    Quantity(
        "enl", "ENL", "(μ/σ)²", "",
        "Equivalent number of looks of the amplitude: 3.66 for fully developed speckle. In radar"
        " it is often that of the intensity, which would be 1." + _LINEAR, _LEE,
        _needs("region", "dynamic range", "echoes"), 2, _speckle(metrics.enl),
    ),
    Quantity(
        "fwhm_down", "FWHM down", "", "px", "Speckle size down the image. " + _FWHM, _WAGNER,
        _needs("region", "dynamic range", "echoes"), 2, _fwhm(0, False),
    ),
    Quantity(
        "fwhm_across", "FWHM across", "", "px", "Speckle size across the image. " + _FWHM, _WAGNER,
        _needs("region", "dynamic range", "echoes"), 2, _fwhm(1, False),
    ),
    Quantity(
        "fwhm_down_mm", "FWHM down", "", "mm", "Speckle size down the image. " + _FWHM, _WAGNER,
        _needs("region", "dynamic range", "calibration", "echoes"), 2, _fwhm(0, True),
    ),
    Quantity(
        "fwhm_across_mm", "FWHM across", "", "mm", "Speckle size across the image. " + _FWHM,
        _WAGNER, _needs("region", "dynamic range", "calibration", "echoes"), 2, _fwhm(1, True),
    ),
)  # fmt: skip

_PAIR = (
    Quantity(
        "contrast", "Contrast", "20 log₁₀(μ/μ_b)", "dB",
        "Of the means of region and background: positive where the region is brighter." + _LINEAR,
        "Smith et al., IEEE Trans. Sonics Ultrason. 30, 1983",
        _needs("region", "background", "dynamic range"), 2, _pair(metrics.contrast, True),
    ),
    Quantity(
        "cnr", "CNR", "|μ − μ_b| / √(σ² + σ_b²)", "",
        "Contrast-to-noise ratio of region and background. Some packages give it in dB, or with"
        " the mean of the variances." + _DISPLAYED,
        "Patterson and Foster, Ultrason. Imaging 5, 1983",
        _needs("region", "background"), 2, _pair(metrics.cnr, False),
    ),
    Quantity(
        "gcnr", "gCNR", "1 − Σ min(p, p_b)", "",
        "The part of the histograms of region and background that does not overlap, 0 to 1; no"
        " grey map changes it. Bins end at quantiles, fewer for small regions.",
        "Rodriguez-Molares et al., IEEE Trans. UFFC 67, 2020",
        _needs("region", "background"), 3, _pair(metrics.gcnr, False),
    ),
)  # fmt: skip

_CHANGE = (
    Quantity(
        "shift", "Shift", "μ − μ_in", GREY,
        "Mean of output minus input: how much brighter the method makes the region." + _DISPLAYED,
        "", _needs("region", "input"), 1,
        lambda s: 255 * metrics.brightness_shift(s.values, s.values_before),
    ),
    Quantity(
        "ssi", "SSI", "(σ/μ)(μ_in/σ_in)", "",
        "Speckle suppression index: below 1 there is less speckle than in the input." + _LINEAR,
        "Sheng and Xia, IGARSS 1996", _needs("region", "input", "dynamic range", "echoes"), 3,
        _change(metrics.ssi),
    ),
    Quantity(
        "smpi", "SMPI", "(1 + |μ_in − μ|/μ_in) σ/σ_in", "",
        "Speckle suppression and mean preservation index, lower is better. Both images are in"
        " units of the input's mean; variants differ." + _LINEAR,
        "Shamsoddini and Trinder, ISPRS Commission VII Symposium, 2010",
        _needs("region", "input", "dynamic range", "echoes"), 3, _change(metrics.smpi),
    ),
    Quantity(
        "epi", "EPI", "", "",
        "Edge preservation index: correlation of the 4-neighbour Laplacians of input and output at"
        " the region's pixels, 1 is best. Speckle that is gone counts as edges that are gone."
        + _DISPLAYED,
        "Sattar et al., IEEE Trans. Image Process. 6, 1997", _needs("region", "input"), 3, _epi,
    ),
    Quantity(
        "edge", "Edge width", "", "px",
        "Distance in which the profile along the line that was drawn rises from 10 to 90 % of its"
        " step, whose ends are the medians of its first and last quarter." + _DISPLAYED, "",
        _needs("line"), 2, _edge_px,
    ),
    Quantity(
        "edge_mm", "Edge width", "", "mm",
        "Distance in which the profile along the line that was drawn rises from 10 to 90 % of its"
        " step, whose ends are the medians of its first and last quarter." + _DISPLAYED, "",
        _needs("line", "calibration"), 2, _edge_mm,
    ),
)  # fmt: skip

_TRUTH = (
    Quantity(
        "psnr", "PSNR", "10 log₁₀(1 / mean (y − t)²)", "dB",
        "Peak signal-to-noise ratio of the region against the reference." + _DISPLAYED, "",
        _needs("region", "reference"), 2, _against(metrics.psnr),
    ),
    Quantity(
        "offset_free_psnr", "PSNR, offset-free", "10 log₁₀(1 / var(y − t))", "dB",
        "The same after the best constant is taken off the image: rank by this one." + _DISPLAYED,
        "", _needs("region", "reference"), 2, _against(metrics.offset_free_psnr),
    ),
    Quantity(
        "ssim", "SSIM", "", "",
        "Structural similarity to the reference, mean over the region; windows of σ 1.5 px reach"
        " 5 px beyond it. K₁ = 0.01, K₂ = 0.03." + _DISPLAYED,
        "Wang et al., IEEE Trans. Image Process. 13, 2004",
        _needs("region", "reference"), 3, _against(metrics.ssim),
    ),
)  # fmt: skip

_OVER_CINE = (
    Quantity(
        "temporal_sd", "Temporal SD", "σ_t(μ)", GREY,
        "Standard deviation over the frames of the region's mean: how much the whole region"
        " changes its brightness." + _DISPLAYED, "", _needs("frames"), 2,
    ),
    Quantity(
        "flicker", "Flicker", "mean σ_t", GREY,
        "Standard deviation over the frames at a pixel, averaged over the region. What moves"
        " counts as flicker, unless the region is tracked: then its pixels move with it, by whole"
        " pixels." + _DISPLAYED, "", _needs("frames"), 2,
    ),
    Quantity(
        "warping", "Warping error", "", GREY,
        "Mean |next frame, moved back by the optical flow of the input, − frame|, averaged over"
        " neighbouring frames: what is left of the change once motion is taken out. Flow: iterative"
        " Lucas-Kanade." + _DISPLAYED,
        "Lai et al., ECCV 2018; flow: Le Besnerais and Champagnat, ICIP 2005", _needs("frames"), 2,
    ),
)  # fmt: skip

GROUPS: dict[str, tuple[Quantity, ...]] = {
    "Of each region": _REGION,
    "Against the background": _PAIR,
    "Against the input": _CHANGE,
    "Against the reference": _TRUTH,
    "Over the cine": _OVER_CINE,
}
"""The quantities by what they are of."""

QUANTITIES = {q.name: q for group in GROUPS.values() for q in group}

DEFAULT_COLUMNS = ("mean", "std", "snr", "enl", "contrast", "cnr", "gcnr")
