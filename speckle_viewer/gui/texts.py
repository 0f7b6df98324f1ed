"""Texts of plain Python that the window shows: registered here, translated where they are shown.

``viewer``, ``quantities`` and their like know nothing of Qt and speak English.
"""

import re
from typing import Protocol

from speckle_viewer.gui.tr import QT_TR_NOOP, tr

KNOWN = (
    # quantities
    QT_TR_NOOP("Sum"),
    QT_TR_NOOP("Above 1, brighter than the input; below, darker"),
    QT_TR_NOOP("Negative mass"),
    QT_TR_NOOP("Sum of the negative weights' magnitudes: they sharpen edges"),
    QT_TR_NOOP("Entropy"),
    QT_TR_NOOP("How evenly weight is spread over taps: 0 for a single tap"),
    QT_TR_NOOP("Effective width"),
    QT_TR_NOOP("Full width at half maximum: wide is smooth"),
    QT_TR_NOOP("Anisotropy"),
    QT_TR_NOOP("0 where kernels are round, 1 where they are lines"),
    QT_TR_NOOP("Orientation"),
    QT_TR_NOOP("Of the longer axis: 0° is horizontal, 90° vertical. Clear where kernels are round"),
    QT_TR_NOOP("Centroid shift"),
    QT_TR_NOOP("How far the weight lies from the pixel itself"),
    QT_TR_NOOP("Distance to identity"),
    QT_TR_NOOP("0 where the pixel is left as it is"),
    QT_TR_NOOP("Deviation of taps"),
    QT_TR_NOOP("Standard deviation of the weights"),
    QT_TR_NOOP("Dominant frame"),
    QT_TR_NOOP("The frame of the burst that has the most weight"),
    QT_TR_NOOP("Output brightness"),
    QT_TR_NOOP("Input brightness"),
    QT_TR_NOOP("Of the image that the method makes"),
    QT_TR_NOOP("Of the image in the file"),
    # methods.describe
    QT_TR_NOOP("Paper"),
    QT_TR_NOOP("Burst"),
    QT_TR_NOOP("Evidence"),
    QT_TR_NOOP("Network"),
    QT_TR_NOOP("Parameters"),
    QT_TR_NOOP("Training"),
    QT_TR_NOOP("Licence"),
    QT_TR_NOOP("Source"),
    # measuring.quantities, measuring.quantity
    QT_TR_NOOP("Of each region"),
    QT_TR_NOOP("Against the background"),
    QT_TR_NOOP("Against the input"),
    QT_TR_NOOP("Against the reference"),
    QT_TR_NOOP("Over the cine"),
    QT_TR_NOOP("Mean"),
    QT_TR_NOOP("SD"),
    QT_TR_NOOP("Area"),
    QT_TR_NOOP("Speckle SNR"),
    QT_TR_NOOP("ENL"),
    QT_TR_NOOP("FWHM down"),
    QT_TR_NOOP("FWHM across"),
    QT_TR_NOOP("Contrast"),
    QT_TR_NOOP("Shift"),
    QT_TR_NOOP("Edge width"),
    QT_TR_NOOP("PSNR, offset-free"),
    QT_TR_NOOP("Temporal SD"),
    QT_TR_NOOP("Flicker"),
    QT_TR_NOOP("Warping error"),
    QT_TR_NOOP("needs range"),
    QT_TR_NOOP("The region has too few pixels on this frame."),
    QT_TR_NOOP("The region is black: the display has cut its speckle off."),
    QT_TR_NOOP("Choose another region as the background, in the box above."),
    QT_TR_NOOP("Compares a method with the input: the input itself has none."),
    QT_TR_NOOP("Choose a reference: File, Use a file as reference."),
    QT_TR_NOOP("Is measured along a line: see the rows of the line."),
    QT_TR_NOOP("Needs all frames: press “Measure whole cine”."),
    QT_TR_NOOP(
        "Needs the dynamic range in dB, to undo the log compression: set it in the box above."
    ),
    QT_TR_NOOP("The image has no calibration here, so that there are no millimetres."),
    # units
    QT_TR_NOOP("grey levels"),
    QT_TR_NOOP("grey levels of 255"),
    QT_TR_NOOP("activation"),
    # cine.regions: where a scale is from
    QT_TR_NOOP("header"),
    QT_TR_NOOP("detected"),
    # viewer.panes, viewer.comparer: captions
    QT_TR_NOOP("Input"),
    QT_TR_NOOP("loading …"),
    QT_TR_NOOP("computing …"),
    QT_TR_NOOP("steering …"),
    QT_TR_NOOP("painted noise map"),
    QT_TR_NOOP("begins later"),
    QT_TR_NOOP("has ended"),
    QT_TR_NOOP("flicker, first image"),
    QT_TR_NOOP("flicker, second image"),
    QT_TR_NOOP("as predicted"),
    QT_TR_NOOP("no negatives"),
    QT_TR_NOOP("symmetric"),
    QT_TR_NOOP("sum 1"),
    QT_TR_NOOP("Ratio"),
    QT_TR_NOOP("Difference"),
    QT_TR_NOOP("Choose a method on the left to compare its image with the input."),
    # viewer.inspection, viewer.equivalent
    QT_TR_NOOP("The kernels of this frame are on their way."),
    QT_TR_NOOP("The equivalent kernel is on its way."),
    QT_TR_NOOP("Open a cine, then point at a pixel to see the kernel that made it."),
    QT_TR_NOOP("Choose a method on the left to see the kernels that it predicts."),
    QT_TR_NOOP("Point at a pixel to see the kernel that made it. Click to pin it."),
    QT_TR_NOOP("No kernel was predicted here: the pixel lies outside the part that is denoised."),
)

_STEPS = (  # viewer.history_words
    QT_TR_NOOP("removal of {}"),
    QT_TR_NOOP("change of {}"),
    QT_TR_NOOP("new name of {}"),
    QT_TR_NOOP("colour of {}"),
    QT_TR_NOOP("end of tracking of {}"),
    QT_TR_NOOP("tracking of {}"),
    QT_TR_NOOP("move of {}"),
    QT_TR_NOOP("pin at {}"),
    QT_TR_NOOP("noise painted for {}"),
    QT_TR_NOOP("steering of {}"),
    QT_TR_NOOP("kernel altered by hand"),
    QT_TR_NOOP("levels"),
    QT_TR_NOOP("regions"),
    QT_TR_NOOP("pins"),
    QT_TR_NOOP("distances"),
    QT_TR_NOOP("line"),
    QT_TR_NOOP("the line"),
)
_VALUED = (  # viewer.panes, viewer.comparison, steering
    QT_TR_NOOP("frame {}"),
    QT_TR_NOOP("{} % of the second image"),
    QT_TR_NOOP("strength {}"),
    QT_TR_NOOP("{} alone"),
    QT_TR_NOOP("without frame {}"),
    QT_TR_NOOP("smoothed along {}"),
    QT_TR_NOOP("sharpened along {}"),
    QT_TR_NOOP("smoothed across {}"),
    QT_TR_NOOP("sharpened across {}"),
    QT_TR_NOOP("{} pixel by hand"),
    QT_TR_NOOP("{} pixels by hand"),
)
_STEERED = ", steered"
_BETWEEN = " · "
_COMPARED = re.compile(r"( [−/|+] )")


class Quantity(Protocol):
    """Of kernels, or of regions."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def unit(self) -> str:
        """Its unit; empty where it has none."""


def label_of(quantity: Quantity) -> str:
    """Title and unit of a quantity, as for an axis."""
    title = tr(quantity.title)
    return f"{title} ({unit_words(quantity.unit)})" if quantity.unit else title


def unit_words(unit: str) -> str:
    """A unit: "grey levels", "grey levels of 12 bits", "dB"."""
    bits = re.fullmatch(r"grey levels of (\d+) bits", unit)
    return tr("grey levels of {} bits").format(bits[1]) if bits else tr(unit) if unit else ""


def unit_title(unit: str) -> str:
    """A unit alone, as for the axis of the values of a file: "Grey levels of 12 bits"."""
    words = unit_words(unit)
    return words[:1].upper() + words[1:] if words else tr("Brightness, 0 to 1")


def named(name: str, value: str) -> str:
    """A value after its name, with the punctuation of the language: "Mean: 3.2"."""
    return tr("{}: {}").format(tr(name), value)


def step_of(words: str) -> str:
    """What a step of the history did: "move of Region 1"."""
    for template in _STEPS:
        begins, name, _ = template.partition("{}")
        if name and words.startswith(begins):
            return tr(template).format(step_of(words.removeprefix(begins)))
    return tr(words)


def title_of(title: str) -> str:
    """The title of a pane: "Input", "KPN", or two of them that are compared: "Input | KPN"."""
    return "".join(_name(part) for part in _COMPARED.split(title))


def _name(part: str) -> str:
    name = part.removesuffix(_STEERED)
    return tr("{}, steered").format(tr(name)) if name != part else tr(part)


def caption_of(detail: str) -> str:
    """The words under a pane: "41 ms · frame 3 · computing …"."""
    return _BETWEEN.join(_part(part) for part in detail.split(_BETWEEN)) if detail else ""


def _part(part: str) -> str:
    for template in _VALUED:
        before, _, after = template.partition("{}")
        if part.startswith(before) and part.endswith(after):
            return tr(template).format(part.removeprefix(before).removesuffix(after))
    return tr(part)
