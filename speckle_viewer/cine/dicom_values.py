"""Values of a data set that may be damaged: a number or text where there is one, else nothing."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pydicom.dataset import Dataset

from speckle_viewer.no_warnings import Shared, no_warnings

_LOGGER = logging.getLogger("pydicom")


@contextmanager
def _no_remarks() -> Iterator[None]:
    before, _LOGGER.disabled = _LOGGER.disabled, True
    try:
        yield
    finally:
        _LOGGER.disabled = before


_SILENT_LOGGER = Shared(_no_remarks)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep pydicom's remarks to ourselves: they quote values, which may name the patient."""
    with no_warnings, _SILENT_LOGGER:
        yield


def value_of(dataset: Dataset, keyword: str) -> Any:
    """The converted value, None where it is absent or cannot be converted."""
    try:
        return dataset.get(keyword)
    except Exception:  # a damaged value can raise nearly anything in pydicom
        return None


def text(dataset: Dataset, keyword: str) -> str:
    """The value as text without padding, "" where there is none."""
    value = value_of(dataset, keyword)
    return "" if value is None else str(value).strip().strip("\0")


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """All numbers of a (possibly multi-valued) element, () where one of them is none."""
    value = value_of(dataset, keyword)
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)
    try:
        return tuple(float(item) for item in items)
    except (TypeError, ValueError, OverflowError):
        return ()


def number(dataset: Dataset, keyword: str) -> float | None:
    """The first number of an element."""
    return next(iter(numbers(dataset, keyword)), None)


def whole(dataset: Dataset, keyword: str, default: int) -> int:
    """The first number of an element as a whole number."""
    value = number(dataset, keyword)
    return int(value) if value is not None and abs(value) < 2**53 else default


def items(dataset: Dataset, keyword: str) -> list[Dataset]:
    """The items of a sequence."""
    value = value_of(dataset, keyword)
    is_sequence = isinstance(value, Sequence) and not isinstance(value, str | bytes)
    return [item for item in value if isinstance(item, Dataset)] if is_sequence else []


def raw_bytes(dataset: Dataset, keyword: str) -> bytes:
    """The bytes of an element as they lie in the file, b"" where there are none.

    Only before anything else asked for the element, for pydicom then replaces the bytes.
    """
    try:
        value = dataset.get_item(keyword).value
    except Exception:  # absent, or too damaged for pydicom
        return b""
    return value if isinstance(value, bytes) else b""
