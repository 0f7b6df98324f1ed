"""The line above an image that says how near it is to its reference."""

from math import isfinite

from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.inspector.text_line import TextLine
from speckle_viewer.gui.style import text_font
from speckle_viewer.gui.tr import tr
from speckle_viewer.measuring.agreement import CONVENTION, Agreement
from speckle_viewer.viewer import PaneScene

_HEIGHT = 16


class ScoreLine(TextLine):
    """PSNR, SSIM, and the offset-free PSNR of a pane; hidden where nothing has a reference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text_font(), _HEIGHT, parent)
        self.setAccessibleName(tr("Against the reference"))
        self.hide()

    def show_scene(self, scene: PaneScene) -> None:
        """Write what is known of a pane's image; measuring takes a moment."""
        if not scene.reference:
            self.set_parts()
            return
        against = tr("against {}").format(scene.reference)
        scored = scene.scored
        if scored is None:
            self.set_parts((tr("comparing …"), "secondary"), (f"   {against}", "secondary"))
            return
        if scored.agreement is None:
            self.set_parts((scored.problem, "secondary"))
            return
        when = tr("frame {}").format(scored.frame + 1)
        other = "" if scored.frame == scene.frame else f" · {when}"
        numbers = " · ".join(_numbers(scored.agreement))
        self.set_parts((numbers, "text"), (f"{other}   {against}", "secondary"))
        pixels = tr("{} px, {}, {}.").format(f"{scored.agreement.pixels:,}", when, against)
        self.setToolTip("\n".join([numbers, CONVENTION, pixels]))


def _numbers(found: Agreement) -> tuple[str, str, str]:
    ssim = f"{found.ssim:.3f}" if isfinite(found.ssim) else "–"
    return (
        tr("PSNR {}").format(_decibels(found.psnr)),
        tr("SSIM {}").format(ssim),
        tr("offset-free {}").format(_decibels(found.offset_free_psnr)),
    )


def _decibels(value: float) -> str:
    if value == float("inf"):
        return tr("∞ dB (equal)")
    return f"{value:.2f} dB" if isfinite(value) else "–"
