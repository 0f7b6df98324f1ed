"""What a user may do to predicted kernels: settings, without the arithmetic and without torch.

`speckle_viewer.evidence.steer` carries them out and says exactly what each does.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

_RANGES = {"strength": (0.0, 2.0), "along": (-1.0, 1.0), "across": (-1.0, 1.0)}


@dataclass(frozen=True)
class Steering:
    """How predicted kernels are altered before they weigh the image; as made, not at all.

    They are altered in the order of the attributes, but for the strength, which comes last.

    Attributes
    ----------
    strength
        0 to 2: how far to go from the untouched image (0) towards the denoised one (1) and beyond.
    size
        The only kernel size K that is used, in pixels; None for all.
    muted
        Frames of the burst that are not used, by their place: 0 is the denoised one, −1 the one
        before it.
    no_negatives
        Whether negative weights become zero.
    symmetric
        Whether each kernel becomes the mean of itself and its point reflection.
    along, across
        −1 (sharpened) to 1 (smoothed) along and across the main axis of the kernel.
    sum_one
        Whether the weights of a pixel are divided by their sum.

    Raises
    ------
    ValueError
        If a number is out of range.
    """

    strength: float = 1.0
    size: int | None = None
    muted: tuple[int, ...] = ()
    no_negatives: bool = False
    symmetric: bool = False
    along: float = 0.0
    across: float = 0.0
    sum_one: bool = False

    def __post_init__(self) -> None:
        for name, (least, most) in _RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise ValueError(
                    f"steering has a {name} from {least:g} to {most:g}, not {getattr(self, name)}"
                )
        object.__setattr__(self, "muted", tuple(sorted(set(self.muted))))

    @property
    def is_none(self) -> bool:
        """Whether it alters nothing."""
        return self == Steering()

    def as_dict(self) -> dict[str, Any]:
        """What differs from no steering at all, as plain values for JSON."""
        plain = asdict(Steering())
        values = asdict(self) | {"muted": list(self.muted)}
        return {name: v for name, v in values.items() if (v or None) != (plain[name] or None)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Steering":
        """The steering that `as_dict` wrote. Raises `ValueError` for what is none."""
        unknown = set(values) - {field.name for field in fields(cls)}
        if unknown:
            raise ValueError(f"steering has no {', '.join(sorted(unknown))}")
        try:
            return cls(**{**values, "muted": tuple(values.get("muted", ()))})
        except TypeError as error:
            raise ValueError(f"steering is not as it was written: {error}") from error

    def describe(self) -> str:
        """The settings in one line, for captions and exports: "strength 1.50 · sum 1"."""
        parts = []
        if self.strength != 1:
            parts.append(f"strength {self.strength:.2f}")
        if self.size is not None:
            parts.append(f"{self.size}×{self.size} alone")
        if self.muted:
            parts.append(f"without frame {', '.join(_place(f) for f in self.muted)}")
        if self.no_negatives:
            parts.append("no negatives")
        if self.symmetric:
            parts.append("symmetric")
        for name in ("along", "across"):
            value = getattr(self, name)
            if value:
                parts.append(f"{'smoothed' if value > 0 else 'sharpened'} {name} {abs(value):.2f}")
        if self.sum_one:
            parts.append("sum 1")
        return " · ".join(parts) or "as predicted"


@dataclass(frozen=True)
class TapEdit:
    """One weight set by hand.

    Attributes
    ----------
    size
        K of the kernel as it was predicted.
    frame
        Its frame's place in the burst; 0 is the denoised one.
    dy, dx
        Rows and columns from the pixel.
    weight
        What the weight becomes.
    """

    size: int
    frame: int
    dy: int
    dx: int
    weight: float


@dataclass(frozen=True)
class KernelEdit:
    """What is done by hand to the kernel of one pixel, after all steering.

    Attributes
    ----------
    row, column
        The pixel, in the image's coordinates.
    copied_from
        (row, column) of the pixel whose kernel is used here; None for its own.
    taps
        The weights that are set then, each tap once.
    """

    row: int
    column: int
    copied_from: tuple[int, int] | None = None
    taps: tuple[TapEdit, ...] = ()

    def with_tap(self, tap: TapEdit) -> "KernelEdit":
        """The edit with one weight more, in place of the one that was set for the same tap."""
        same = (tap.size, tap.frame, tap.dy, tap.dx)
        rest = [t for t in self.taps if (t.size, t.frame, t.dy, t.dx) != same]
        return KernelEdit(self.row, self.column, self.copied_from, (*rest, tap))

    def describe(self) -> str:
        """The edit in one line: "x 120 y 80: kernel of x 10 y 20, 2 weights set"."""
        parts = []
        if self.copied_from is not None:
            parts.append(f"kernel of x {self.copied_from[1]} y {self.copied_from[0]}")
        if self.taps:
            parts.append(f"{len(self.taps)} weight{'s' if len(self.taps) > 1 else ''} set")
        return f"x {self.column} y {self.row}: {', '.join(parts) or 'as predicted'}"


def _place(frame: int) -> str:
    return "0" if frame == 0 else f"{frame:+d}".replace("-", "\u2212")
