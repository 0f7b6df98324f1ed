"""What is wanted as plain values for JSON and back, by the types of the fields.

Knows the types that `Wants` is made of. Cines become their place in a list, arrays are compressed.
"""

import base64
import binascii
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import NoisePaint

LARGEST = 2**26
"""Numbers in an array: more are not unpacked, whatever a file says."""

_LEVELS = NDArray[np.float32]


class NotAsWrittenError(ValueError):
    """A value is not what `Values.plain` makes; the text says where, and what it must be."""

    def __init__(self, where: str, must: str) -> None:
        super().__init__(f"{where} {must}")


class Values:
    """Turns values into plain ones and back, with cines by their place in ``cines``.

    Attributes
    ----------
    unknown
        What was read and left out, as it is not known here: "wants.colour".
    """

    def __init__(self, cines: Sequence[Cine]) -> None:
        self.cines = cines
        self.unknown: list[str] = []

    # -- to plain values -----------------------------------------------------------------------

    def plain(self, value: Any, kind: Any) -> Any:
        """A value of a type as bool, number, text, list, dict or None.

        Raises `TypeError` for a type that it does not know.
        """
        origin, of = get_origin(kind), get_args(kind)
        if value is None:
            return None
        if origin in (Union, UnionType):
            return self.plain(value, without_none(kind))
        if origin is Literal or kind is str:
            return str(value)
        if kind in (bool, int, float):  # or a number of NumPy
            return kind(value)
        if kind is Cine:
            return next(i for i, cine in enumerate(self.cines) if cine is value)
        if kind is NoisePaint:
            return self.plain(value.levels, _LEVELS)
        if is_dataclass(kind) and isinstance(kind, type):
            return {name: self.plain(getattr(value, name), k) for name, k in hints(kind).items()}
        if origin is tuple and of[-1] is not ...:
            return [self.plain(v, k) for v, k in zip(value, of, strict=True)]
        if origin is tuple:
            return [self.plain(v, of[0]) for v in value]
        if origin is frozenset:
            return [self.plain(v, of[0]) for v in sorted(value)]
        if isinstance(value, Mapping):
            pairs = [[self.plain(k, of[0]), self.plain(v, of[1])] for k, v in value.items()]
            return dict(pairs) if of[0] is str else pairs
        if origin is np.ndarray:
            return _packed(value)
        raise TypeError(f"a session cannot hold {kind}")

    # -- and back ------------------------------------------------------------------------------

    def read(self, plain: Any, kind: Any, where: str) -> Any:
        """The value of which `plain` made this. Raises `NotAsWrittenError`."""
        origin, of = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return None if plain is None else self.read(plain, without_none(kind), where)
        if origin is Literal:
            _need(plain in of, where, f"must be one of {', '.join(map(repr, of))}")
            return plain
        if kind in _SIMPLE:
            is_one, must = _SIMPLE[kind]
            _need(is_one(plain), where, must)
            return kind(plain)
        if kind is Cine:
            there = type(plain) is int and 0 <= plain < len(self.cines)
            _need(there, where, "must be the place of a cine in the list of cines")
            return self.cines[plain]
        if kind is NoisePaint:
            return NoisePaint(_unpacked(plain, _LEVELS, where))
        if is_dataclass(kind):
            return self._object(plain, kind, where)
        if origin in (tuple, frozenset):
            return self._several(plain, kind, where)
        if origin is np.ndarray:
            return _unpacked(plain, kind, where)
        return self._mapping(plain, of[0], of[1], where)

    def _object(self, plain: Any, kind: Any, where: str) -> Any:
        values = self.parts(plain, hints(kind), where, needed_of(kind))
        try:
            return kind(**values)
        except ValueError as error:
            raise NotAsWrittenError(where, f"cannot be used: {error}") from error

    def parts(
        self, plain: Any, kinds: Mapping[str, Any], where: str, needed: frozenset[str]
    ) -> dict[str, Any]:
        """The values in an object by name, as far as they are there.

        What an older program did not write is missing, unless it is ``needed``; what a newer one
        wrote is noted in `unknown`. Raises `NotAsWrittenError`.
        """
        _need(type(plain) is dict, where, "must be an object in braces")
        for name in sorted(needed):
            _need(name in plain, f"{where}.{name}", "is missing")
        self.unknown += [f"{where}.{name}" for name in plain if name not in kinds]
        there = {name: kind for name, kind in kinds.items() if name in plain}
        return {name: self.read(plain[name], k, f"{where}.{name}") for name, k in there.items()}

    def _several(self, plain: Any, kind: Any, where: str) -> Any:
        _need(type(plain) is list, where, "must be a list in brackets")
        of = get_args(kind)
        if get_origin(kind) is frozenset or of[-1] is ...:
            of = (of[0],) * len(plain)
        _need(len(plain) == len(of), where, f"must hold {len(of)} values")
        parts = [
            self.read(p, k, f"{where}[{i}]") for i, (p, k) in enumerate(zip(plain, of, strict=True))
        ]
        return get_origin(kind)(parts)

    def _mapping(self, plain: Any, key: Any, value: Any, where: str) -> dict[Any, Any]:
        if key is str:
            _need(type(plain) is dict, where, "must be an object in braces")
            return {k: self.read(v, value, f"{where}.{k}") for k, v in plain.items()}
        return dict(self.read(plain, tuple[tuple[key, value], ...], where))


@cache
def hints(kind: Any) -> Mapping[str, Any]:
    """Types of the fields of a dataclass, by name."""
    known = get_type_hints(kind)
    return {field.name: known[field.name] for field in fields(kind)}


@cache
def needed_of(kind: Any) -> frozenset[str]:
    """Names of the fields of a dataclass that have no default."""
    plain = (f.name for f in fields(kind) if f.default is f.default_factory is MISSING)
    return frozenset(plain)


_SIMPLE: Mapping[Any, tuple[Callable[[Any], bool], str]] = {
    bool: (lambda p: type(p) is bool, "must be true or false"),
    int: (lambda p: type(p) is int, "must be a whole number"),
    float: (lambda p: type(p) in (int, float) and abs(p) < 1e30, "must be a number"),
    str: (lambda p: type(p) is str, "must be text in quotes"),
}


def _need(condition: bool, where: str, must: str) -> None:
    if not condition:
        raise NotAsWrittenError(where, must)


def without_none(kind: Any) -> Any:
    """The type that may be None, when it is not."""
    (one,) = (k for k in get_args(kind) if k is not NoneType)
    return one


def _packed(values: NDArray[Any]) -> dict[str, Any]:
    data = zlib.compress(np.ascontiguousarray(values).tobytes())
    words = base64.b64encode(data).decode("ascii")
    return {"shape": list(values.shape), "type": values.dtype.name, "zlib": words}


def _unpacked(plain: Any, kind: Any, where: str) -> NDArray[Any]:
    """A picture (rows, columns). Never more of it is unpacked than its shape says."""
    (number,) = get_args(get_args(kind)[1])
    dtype = np.dtype(number)
    _need(
        type(plain) is dict and set(plain) == {"shape", "type", "zlib"}, where, "must be an array"
    )
    shape, words = plain["shape"], plain["zlib"]
    sides = type(shape) is list and len(shape) == 2 and all(type(n) is int for n in shape)
    _need(sides and min(shape) > 0 and shape[0] * shape[1] <= LARGEST, where, "has a wrong shape")
    _need(plain["type"] == dtype.name, where, f"must be of {dtype.name}")
    size = shape[0] * shape[1] * dtype.itemsize
    try:
        packed = base64.b64decode(words, validate=True)
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, size + 1)
    except (TypeError, ValueError, binascii.Error, zlib.error):
        raise NotAsWrittenError(where, "is damaged") from None
    _need(len(data) == size and unpacker.eof, where, "is damaged")
    stored = np.frombuffer(data, np.uint8 if number is np.bool_ else dtype)
    return stored.reshape(shape).astype(dtype)
