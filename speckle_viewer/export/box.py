"""A part of the image."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle of the image in pixels, half-open."""

    top: int
    left: int
    bottom: int
    right: int
