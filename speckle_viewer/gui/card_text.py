"""A method's card as text that can be read and copied."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from speckle_viewer.gui.style import SMALL_SIZE
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr
from speckle_viewer.methods import Card
from speckle_viewer.methods.describe import classical_filters, entries, figures

_SAID_ABOVE = ("Title", "Shows")


class CardText(QTextBrowser):
    """The whole card, as high as its text: what it lies in scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Card of the method"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("background: transparent; border: none; padding: 0")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(0)
        self._card: Card | None = None

    def show_card(self, card: Card) -> None:
        """Show a card."""
        if card is not self._card:
            self._card = card
            self.refresh_theme()

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        if self._card is not None:
            self.setHtml(_html(self._card))
            self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        height = round(self.document().size().height()) + 2
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _html(card: Card) -> str:
    parts = [_tables(card)]
    parts += [_entry(name, text) for name, text in entries(card) if name not in _SAID_ABOVE]
    return "".join(parts)


def _entry(name: str, text: str) -> str:
    return f'<p style="margin: 0 0 6px 0">{_small(tr(name))}<br>{escape(text)}</p>'


def _tables(card: Card) -> str:
    parts, on, best_filter = [], tr("On {}"), tr("Best classical filter: {}")
    for test_set, metrics in card.metrics.items():
        shown = figures(metrics)
        rows = [("", tr("Method"), tr("Input"), tr("Classical"))]
        cells = [[_small(text) for text in rows[0]]]
        cells += [[_small(f.name), *map(escape, (f.own, f.input, f.classical))] for f in shown]
        lines = "".join(
            "<tr>"
            + "".join(
                f'<td align="{"right" if place else "left"}" style="padding-right: 6px">{cell}</td>'
                for place, cell in enumerate(line)
            )
            + "</tr>"
            for line in cells
        )
        best = "".join(
            f'<p style="margin: 2px 0 8px 0">{_small(best_filter.format(name))}</p>'
            for name in classical_filters(shown)
        )
        parts.append(
            f'<p style="margin: 0">{_small(on.format(test_set))}</p>'
            f'<table cellspacing="0" cellpadding="1" width="100%">{lines}</table>{best}'
        )
    return "".join(parts)


def _small(text: str) -> str:
    style = f"color: {colours().secondary}; font-size: {SMALL_SIZE}px"
    return f'<span style="{style}">{escape(text)}</span>'
