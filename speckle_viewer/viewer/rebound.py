"""What is wanted, of other cines: when some are closed, or when those of a session are opened."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass, replace
from types import GenericAlias, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from speckle_viewer.cine import Cine
from speckle_viewer.viewer.session_values import hints, without_none

Found = Mapping[Cine, Cine]
"""The cines that there are, by those whose places they take."""

T = TypeVar("T")


class _Left(Exception):
    """A value belongs to a cine that is left out."""


def rebound(value: Any, kind: Any, found: Found) -> Any:
    """A value of a type with other cines; what belongs to those not found is left out of it."""
    origin, of = get_origin(kind), get_args(kind)
    if value is None:
        return None
    if origin in (Union, UnionType):
        return next(_kept([value], without_none(kind), found), None)
    if kind is Cine:
        if value not in found:
            raise _Left
        return found[value]
    if is_dataclass(kind) and isinstance(kind, type):
        parts = {n: rebound(getattr(value, n), k, found) for n, k in hints(kind).items()}
        changed = {n: part for n, part in parts.items() if part is not getattr(value, n)}
        return replace(value, **changed) if changed else value
    if origin is tuple and of[-1] is ...:
        return _same_if_equal(value, tuple(_kept(value, of[0], found)))
    if origin is tuple:
        return _same_if_equal(
            value, tuple(rebound(v, k, found) for v, k in zip(value, of, strict=True))
        )
    if isinstance(value, Mapping):
        pairs = tuple(value.items())
        kept = tuple(_kept(pairs, GenericAlias(tuple, of), found))
        return value if _same_if_equal(pairs, kept) is pairs else dict(kept)
    return value


def _kept(values: Iterable[T], kind: Any, found: Found) -> Iterator[T]:
    for value in values:
        try:
            yield rebound(value, kind, found)
        except _Left:
            continue


def _same_if_equal(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Any, ...]:
    """``before`` itself where nothing in it was replaced, so that nothing around it is either."""
    same = len(before) == len(after) and all(a is b for a, b in zip(before, after, strict=True))
    return before if same else after
