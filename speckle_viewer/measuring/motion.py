"""How tissue has moved: a map of places that shifts, turns, stretches and shears."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Places = NDArray[np.float64]
"""(..., 2): rows and columns in pixels."""


@dataclass(frozen=True)
class Motion:
    """An affine map: a place (row, column) goes to ``matrix`` · place + ``shift``.

    Attributes
    ----------
    matrix
        Its four numbers row by row; the first acts on rows.
    shift
        Rows and columns, down and right positive.
    """

    matrix: tuple[float, float, float, float] = (1.0, 0.0, 0.0, 1.0)
    shift: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def of(cls, matrix: ArrayLike, shift: ArrayLike) -> "Motion":
        """From arrays (2, 2) and (2,)."""
        a, b, c, d = np.asarray(matrix, float).ravel().tolist()
        down, right = np.asarray(shift, float).tolist()
        return cls((a, b, c, d), (down, right))

    @property
    def array(self) -> NDArray[np.float64]:
        """The matrix (2, 2)."""
        return np.reshape(self.matrix, (2, 2))

    @property
    def only_shifts(self) -> bool:
        """Whether it neither turns nor deforms."""
        return self.matrix == (1.0, 0.0, 0.0, 1.0)

    def __call__(self, places: ArrayLike) -> Places:
        """Where places (..., 2) go."""
        places = np.asarray(places, float)
        return (places if self.only_shifts else places @ self.array.T) + self.shift

    def back(self, places: ArrayLike) -> Places:
        """Where what is at places (..., 2) has come from."""
        places = np.asarray(places, float) - self.shift
        return places if self.only_shifts else places @ np.linalg.inv(self.array).T

    def back_at(self, rows: Places, columns: Places) -> tuple[Places, Places]:
        """The same of rows and columns that are broadcast against each other."""
        rows, columns = rows - self.shift[0], columns - self.shift[1]
        if self.only_shifts:
            return rows, columns
        (a, b), (c, d) = np.linalg.inv(self.array)
        return a * rows + b * columns, c * rows + d * columns

    def after(self, first: "Motion") -> "Motion":
        """The motion that comes of another one and then this one."""
        return Motion.of(self.array @ first.array, self(first.shift))
