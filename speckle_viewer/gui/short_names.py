"""File names cut short so that those that differ in a figure can still be told apart."""

from collections.abc import Callable, Iterable


def cut_short(name: str, others: Iterable[str], fits: Callable[[str], bool]) -> str:
    """A name with as much of its ends as ``fits`` says there is room for.

    What tells it from the one of ``others`` that begins most like it stays: ``Reg_…07….mp4``.
    """
    if fits(name):
        return name
    start = max((_alike(name, other) for other in others if other != name), default=-1)
    start, end = _group(name, start) if 0 <= start < len(name) else (len(name) // 2,) * 2
    for kept in range(max(start, len(name) - end), -1, -1):
        head = name[:start] if kept >= start else f"{name[:kept]}…"
        tail = name[end:] if kept >= len(name) - end else f"…{name[len(name) - kept :]}"
        text = (head + name[start:end] + tail).replace("……", "…")
        if fits(text):
            return text
    return name[start:end]


def _alike(name: str, other: str) -> int:
    """How many characters two names begin with in common."""
    pairs = enumerate(zip(name, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(name), len(other)))


def _group(name: str, place: int) -> tuple[int, int]:
    """Where the number that a place is in begins and ends; of another character, only that."""
    start, end = place, place + 1
    if name[place].isdigit():
        while start > 0 and name[start - 1].isdigit():
            start -= 1
        while end < len(name) and name[end].isdigit():
            end += 1
    return start, end
