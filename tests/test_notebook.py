"""The example notebook in docs runs, cell by cell, without Jupyter."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from speckle_viewer.evidence.shown import Shown

NOTEBOOK = Path(__file__).parents[1] / "docs" / "explain.ipynb"


def test_every_cell_runs_and_is_short() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(code) >= 8
    names: dict[str, Any] = {}
    for text in code:
        exec(compile(text, str(NOTEBOOK), "exec"), names)
    image, halved = names["prediction"].image.numpy(), names["halved"].numpy()
    frame, tissue = names["cine"].grey(12), names["tissue"]
    middle = 0.5 * (frame + image)
    np.testing.assert_allclose(halved.clip(0, 1)[tissue], middle[tissue], atol=0.02)
    assert NOTEBOOK.stat().st_size < 100_000


def test_a_notebook_draws_what_is_shown() -> None:
    assert Shown("Nothing")._repr_png_().startswith(b"\x89PNG")
