"""Taking away what is shown: as text for a spreadsheet, as arrays, as a figure for a paper.

In a notebook::

    from speckle_viewer.evidence.taking import save, shown_kernel
    shown = shown_kernel(prediction.kernels.at(120, 200), {"Method": "KPN"})
    save(shown, "kernel.svg")
"""

from speckle_viewer.evidence.taking.arrays import as_arrays
from speckle_viewer.evidence.taking.figure import as_figure
from speckle_viewer.evidence.taking.kernel import kernel_picture, map_picture, shown_kernel
from speckle_viewer.evidence.taking.save import save
from speckle_viewer.evidence.taking.text import as_csv, as_text

__all__ = [
    "as_arrays",
    "as_csv",
    "as_figure",
    "as_text",
    "kernel_picture",
    "map_picture",
    "save",
    "shown_kernel",
]
