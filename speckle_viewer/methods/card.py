"""The card of a method: what it is, where it comes from, and how well it does."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from math import inf
from pathlib import Path
from typing import Any

from speckle_viewer.errors import MethodError


@dataclass(frozen=True)
class Control:
    """A number that the user may set while the method runs.

    Raises
    ------
    ValueError
        If the default does not lie between minimum and maximum, or one of them is not finite.
    """

    name: str
    title: str
    unit: str
    minimum: float
    maximum: float
    default: float

    def __post_init__(self) -> None:
        if not -inf < self.minimum <= self.default <= self.maximum < inf:
            raise ValueError(
                f"the control {self.name} goes from {self.minimum} to {self.maximum}, and its "
                f"default is {self.default}"
            )


@dataclass(frozen=True)
class Card:
    """What a user should know of a method before believing its images.

    ``network`` names the class and the arguments that the weights belong to, as
    ``{"class": "KPN", "arguments": {...}}``; ``metrics`` maps the name of a test set to figures
    with their units in the keys, for instance ``{"simulated": {"psnr_db": 28.1}}``. ``source``
    says of imported weights which file they came from: its name, sha256 and layout; of an added
    model file likewise, with its kind; of an installed plug-in its package.
    ``recipe`` is the resolved recipe of weights that were trained here.
    """

    id: str
    title: str
    paper: str
    shows: str
    burst: int
    evidence: tuple[str, ...]
    parameters: int
    training: str
    licence: str
    network: Mapping[str, Any]
    metrics: Mapping[str, Any] = field(default_factory=dict)
    controls: tuple[Control, ...] = ()
    sha256: str = ""
    source: Mapping[str, str] = field(default_factory=dict)
    recipe: Mapping[str, Any] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """One word on where the method comes from."""
        by_source = {"package": "plug-in", "kind": "added", "layout": "imported"}
        return next((word for key, word in by_source.items() if key in self.source), "shipped")

    @classmethod
    def read(cls, path: Path) -> "Card":
        """Read a card from its JSON file, whose name is the id. Raises `MethodError`."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            values["id"] = path.stem  # also where somebody renamed the file
            values["evidence"] = tuple(values["evidence"])
            values["controls"] = tuple(Control(**c) for c in values.get("controls", ()))
            return cls(**values)
        except (OSError, ValueError, KeyError, TypeError) as error:
            known = ", ".join(f.name for f in fields(cls))
            raise MethodError(
                f"The card {path} cannot be read ({error}); it needs the entries {known}."
            ) from error

    def to_json(self) -> str:
        """The card as the text of its file."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"
