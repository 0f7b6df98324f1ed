"""What stands above and under the pictures of the wavelet bench's bands."""

from speckle_viewer.colours import Colours
from speckle_viewer.gui.explain.wavelets.jobs import Bands, Mixture, brightness_scale
from speckle_viewer.gui.explain.wavelets.picture import Bar
from speckle_viewer.gui.explain.wavelets.source import INPUT, OUTPUT
from speckle_viewer.gui.inspector.figures import fixed, signed
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.bench import WAVELETS, Band


def of_pyramid(bands: Bands, subject: str, band: Band) -> tuple[str, Bar]:
    """Whose bands they are, and the limits of the chosen band's level."""
    title = bands.source.title
    of = {INPUT: tr("Input"), OUTPUT: tr("Output of {}").format(title)}
    what = of.get(subject, tr("Taken away by {}").format(title))
    caption = f"{what}, {WAVELETS[bands.pyramids[INPUT].wavelet]}"
    name, level = band
    if name == "LL":
        scale, (low, high) = brightness_scale(bands, subject)
        return caption, Bar(scale, (low, high), _ends(scale, low, tr("grey levels · mean"), high))
    most = bands.limits[level]
    texts = (fixed(-most, 1), tr("grey levels · level {}").format(level), signed(most, 1))
    return caption, Bar("diverging", (-1.0, 1.0), texts)


def of_mixture(mixture: Mixture, weighed: bool) -> tuple[str, Bar]:
    """By how much the weights of the bands change the image, if they do, and its limits."""
    low, high = mixture.limits
    texts = _ends(mixture.scale, low, tr("grey levels"), high)
    said = tr("Changed by {:.1f} grey levels (RMS)").format(mixture.change)
    said = said if weighed else tr("From all bands")
    return said, Bar(mixture.scale, mixture.limits, texts)


def _ends(scale: Colours, low: float, middle: str, high: float) -> tuple[str, str, str]:
    return fixed(low, 0), middle, signed(high) if scale == "diverging" else fixed(high, 0)
