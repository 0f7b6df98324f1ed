"""Methods and their cards as text for the command line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from speckle_viewer.methods.card import Card


def table(cards: Iterable[Card]) -> str:
    """One line per method: id, title, frames of a burst, parameters, where it comes from."""
    rows = [
        (
            card.id,
            card.title,
            "1 frame" if card.burst == 1 else f"{card.burst} frames",
            f"{card.parameters:,} parameters" if card.parameters else "a filter",
            "imported" if card.source else "shipped",
        )
        for card in cards
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def described(card: Card) -> str:
    """Everything that a card says, one entry per line."""
    arguments = json.dumps(card.network.get("arguments"))
    entries = {
        "Id": card.id,
        "Title": card.title,
        "Paper": card.paper,
        "Shows": card.shows,
        "Burst": f"{card.burst} frame{'s' if card.burst > 1 else ''}",
        "Evidence": ", ".join(card.evidence) or "none",
        "Network": f"{card.network['class']} {arguments}" if card.network else "",
        "Parameters": f"{card.parameters:,}" if card.network else "",
        "Training": card.training,
        "Licence": card.licence,
        "SHA-256": card.sha256,
    }
    lines = [f"{name:12}{text}" for name, text in entries.items() if text]
    for control in card.controls:
        limits = f"{control.minimum:g} to {control.maximum:g} {control.unit}".rstrip()
        lines.append(f"{'Control':12}{control.title}: {limits}, {control.default:g} by default")
    lines += [f"{'Source':12}{name}: {value}" for name, value in card.source.items()]
    for test_set, figures in card.metrics.items():
        lines += ["", f"On {test_set}:", *_figures(figures)]
    return "\n".join(lines)


def _figures(figures: Any) -> list[str]:
    if not isinstance(figures, Mapping):
        return [f"  {figures}"]
    return [f"  {name:32}{value}" for name, value in figures.items()]
