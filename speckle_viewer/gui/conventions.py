"""What measured quantities are, in the language of the window: `measuring.quantities` in parts."""

from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.measuring import Quantity

PARTS = (
    QT_TR_NOOP(
        "Of the brightness as displayed, 0 to 255: any grey map of the scanner is still in it."
    ),
    QT_TR_NOOP(
        "Of the linear envelope 10^((y − 1) R / 20), y the brightness in [0, 1] and R the dynamic"
        " range: right only if the scanner's grey map is linear."
    ),
    QT_TR_NOOP("Mean of the region's pixels."),
    QT_TR_NOOP("Standard deviation of the region's pixels, divided by n."),
    QT_TR_NOOP("Pixels whose centre lies in the region and in the image."),
    QT_TR_NOOP(
        "Pixels of the region times the area of a pixel; only where one calibrated region of the"
        " image holds all of them."
    ),
    QT_TR_NOOP(
        "Mean over standard deviation: 1.91 for fully developed speckle, more where there is less"
        " speckle or more blur."
    ),
    QT_TR_NOOP(
        "Equivalent number of looks of the amplitude: 3.66 for fully developed speckle. In radar"
        " it is often that of the intensity, which would be 1."
    ),
    QT_TR_NOOP("Speckle size down the image."),
    QT_TR_NOOP("Speckle size across the image."),
    QT_TR_NOOP(
        "Full width at half maximum of the autocovariance of the region's bounding box, of which"
        " the plane that fits best is taken off; also where the region is no rectangle."
    ),
    QT_TR_NOOP("Of the means of region and background: positive where the region is brighter."),
    QT_TR_NOOP(
        "Contrast-to-noise ratio of region and background. Some packages give it in dB, or with"
        " the mean of the variances."
    ),
    QT_TR_NOOP(
        "The part of the histograms of region and background that does not overlap, 0 to 1; no"
        " grey map changes it. Bins end at quantiles, fewer for small regions."
    ),
    QT_TR_NOOP("Mean of output minus input: how much brighter the method makes the region."),
    QT_TR_NOOP("Speckle suppression index: below 1 there is less speckle than in the input."),
    QT_TR_NOOP(
        "Speckle suppression and mean preservation index, lower is better. Both images are in"
        " units of the input's mean; variants differ."
    ),
    QT_TR_NOOP(
        "Edge preservation index: correlation of the 4-neighbour Laplacians of input and output at"
        " the region's pixels, 1 is best. Speckle that is gone counts as edges that are gone."
    ),
    QT_TR_NOOP(
        "Distance in which the profile along the line that was drawn rises from 10 to 90 % of its"
        " step, whose ends are the medians of its first and last quarter."
    ),
    QT_TR_NOOP("Peak signal-to-noise ratio of the region against the reference."),
    QT_TR_NOOP("The same after the best constant is taken off the image: rank by this one."),
    QT_TR_NOOP(
        "Structural similarity to the reference, mean over the region; windows of σ 1.5 px reach"
        " 5 px beyond it. K₁ = 0.01, K₂ = 0.03."
    ),
    QT_TR_NOOP(
        "Standard deviation over the frames of the region's mean: how much the whole region"
        " changes its brightness."
    ),
    QT_TR_NOOP(
        "Standard deviation over the frames at a pixel, averaged over the region. What moves"
        " counts as flicker, unless the region is tracked: then its pixels move with it, by whole"
        " pixels."
    ),
    QT_TR_NOOP(
        "Mean |next frame, moved back by the optical flow of the input, − frame|, averaged over"
        " neighbouring frames: what is left of the change once motion is taken out. Flow: iterative"
        " Lucas-Kanade."
    ),
)


def convention_of(quantity: Quantity) -> str:
    """What a quantity is, and of which brightness."""
    said = quantity.convention
    for part in PARTS:
        said = said.replace(part, tr(part))
    return said
