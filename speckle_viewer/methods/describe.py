"""Methods and their cards in words, for the command line and the window."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from speckle_viewer.methods.card import Card

_METRICS = {
    "psnr_db": "PSNR, dB",
    "offset_free_psnr_db": "Offset-free PSNR, dB",
    "ssim": "SSIM",
}
"""The words for a metric's name; others are spelt as their names are."""

_INPUT, _CLASSICAL, _BY = "input_", "best_classical_", "best_classical_by_"


@dataclass(frozen=True)
class Figure:
    """One metric of a method, beside that of the input and of the best classical filter.

    Attributes
    ----------
    name
        With its unit: "PSNR, dB".
    own, input, classical
        As texts; empty where the card does not say.
    classical_by
        Which filter, with its settings.
    """

    name: str
    own: str
    input: str = ""
    classical: str = ""
    classical_by: str = ""


def table(cards: Iterable[Card]) -> str:
    """One line per method: id, title, frames of a burst, parameters, where it comes from."""
    rows = [
        (
            card.id,
            card.title,
            _frames(card),
            _size(card),
            card.origin,
        )
        for card in cards
    ]
    return "\n".join(_aligned(rows))


def described(card: Card) -> str:
    """Everything that a card says, one entry per line, and a table for each test set."""
    lines = [f"{name:12}{text}" for name, text in (("Id", card.id), *entries(card))]
    for control in card.controls:
        limits = f"{control.minimum:g} to {control.maximum:g} {control.unit}".rstrip()
        what = f"{control.name} ({control.title}): {limits}, {control.default:g} by default"
        lines.append(f"{'Control':12}{what}")
    for test_set, metrics in card.metrics.items():
        shown = figures(metrics)
        rows = [("", "method", "input", "best classical filter")]
        rows += [(f.name, f.own, f.input, f.classical) for f in shown]
        lines += ["", f"On {test_set}:", *(f"  {line}" for line in _aligned(rows))]
        lines += [f"  Best classical filter: {name}" for name in classical_filters(shown)]
    return "\n".join(lines)


def entries(card: Card) -> list[tuple[str, str]]:
    """What a card says in words, without its controls and figures: (name, text) in order."""
    arguments = json.dumps(card.network.get("arguments"))
    said = {
        "Title": card.title,
        "Shows": card.shows,
        "Paper": card.paper,
        "Burst": _frames(card),
        "Evidence": ", ".join(card.evidence) or "none",
        "Network": f"{card.network['class']} {arguments}" if card.network else "",
        "Parameters": f"{card.parameters:,}" if card.parameters else "",
        "Training": card.training,
        "Licence": card.licence,
        "SHA-256": card.sha256,
        "Source": "; ".join(f"{name}: {value}" for name, value in card.source.items()),
    }
    return [(name, text) for name, text in said.items() if text]


def figures(metrics: Any) -> list[Figure]:
    """What a card says of one test set, a figure per metric.

    The metrics of a set are a mapping in which ``input_NAME`` and ``best_classical_NAME`` stand
    beside ``NAME``; anything else is shown as it is.
    """
    if not isinstance(metrics, Mapping):
        return [Figure("", str(metrics))]
    own = [name for name in metrics if not name.startswith((_INPUT, _CLASSICAL))]
    return [
        Figure(
            _METRICS.get(name, name.replace("_", " ")),
            *(_number(metrics.get(prefix + name)) for prefix in ("", _INPUT, _CLASSICAL, _BY)),
        )
        for name in own
    ]


def classical_filters(shown: Iterable[Figure]) -> list[str]:
    """The best classical filters of some figures: of which metrics, where they differ."""
    by: dict[str, list[str]] = {}
    for figure in shown:
        if figure.classical_by:
            by.setdefault(figure.classical_by, []).append(figure.name.partition(",")[0])
    if len(by) == 1:
        return [*by]
    return [f"{name} ({' and '.join(of)})" for name, of in by.items()]


def _number(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _frames(card: Card) -> str:
    return "1 frame" if card.burst == 1 else f"{card.burst} frames"


def _size(card: Card) -> str:
    if card.parameters:
        return f"{card.parameters:,} parameters"
    return "a model file" if card.network else "a filter"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
