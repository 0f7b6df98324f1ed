"""Writing a bundle whole or not at all."""

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import numpy as np
from PIL import Image

from speckle_viewer.bundle.collect import Bundle, Check, ShownFrame
from speckle_viewer.bundle.report import is_table, report_of
from speckle_viewer.errors import ExportError
from speckle_viewer.evidence.shown import Shown
from speckle_viewer.evidence.taking import as_text
from speckle_viewer.evidence.taking.arrays import to_npz
from speckle_viewer.evidence.taking.figure import to_png, to_svg
from speckle_viewer.export.formats import why_not_written
from speckle_viewer.viewer.bundle_file import SESSION
from speckle_viewer.viewer.drawn import drawn_whole
from speckle_viewer.whole_file import replacing

REPORT = "report.html"
_DPI = 150
_PACKED = (".png", ".npz")

File = tuple[str, bytes]
"""A name in the zip, and what the file holds."""


def write_bundle(
    path: Path,
    bundle: Bundle,
    *,
    check: Check = lambda: None,
    progress: Callable[[float], None] = lambda share: None,
) -> Path:
    """Write the zip; there is either the old file or the complete new one.

    Parameters
    ----------
    path
        The file.
    bundle
        What goes into it.
    check
        Called between files; raises what ends it.
    progress
        Told how much is done, 0 to 1.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    count = len(bundle.frames) + len(bundle.kernels) + len(bundle.shown) + 1
    try:
        with replacing(path) as temporary, ZipFile(temporary, "w") as archive:
            for done, files in enumerate(_parts(bundle), 1):
                for name, content in files:
                    packed = name.endswith(_PACKED)
                    archive.writestr(name, content, ZIP_STORED if packed else ZIP_DEFLATED)
                check()
                progress(done / count)
    except OSError as error:
        raise ExportError(why_not_written(path, error)) from error
    return path


def _parts(bundle: Bundle) -> Iterator[list[File]]:
    """The files of each part; the report comes last, for it shows what is in the others."""
    pictures: dict[str, bytes] = {}
    for number, frame in enumerate(bundle.frames, 1):
        name = f"frames/{number}-{_plain(frame.pane.id)}"
        files = [(f"{name}.png", png_of(frame)), (f"{name}.npy", _npy(frame))]
        pictures[name] = files[0][1]
        yield files
    for folder, parts in (("kernels", bundle.kernels), ("explainers", bundle.shown)):
        for number, shown in enumerate(parts, 1):
            name = f"{folder}/{number}-{_plain(shown.title)}"
            files = _of_shown(name, shown)
            plots = replace(shown, panels=tuple(p for p in shown.panels if not is_table(p)))
            same = len(plots.panels) == len(shown.panels)
            pictures[name] = files[0][1] if same else to_png(plots, _DPI)
            yield files
    yield [
        (SESSION, bundle.session.encode()),
        ("versions.json", _versions(bundle)),
        (REPORT, report_of(bundle, [*pictures], pictures).encode()),
    ]


def _of_shown(name: str, shown: Shown) -> list[File]:
    return [
        (f"{name}.png", to_png(shown, _DPI)),
        (f"{name}.svg", to_svg(shown)),
        (f"{name}.npz", to_npz(shown)),
        (f"{name}.tsv", as_text(shown).encode()),
    ]


def png_of(frame: ShownFrame) -> bytes:
    """The image as it is displayed, with what lies over it, a pixel for a pixel."""
    buffer = io.BytesIO()
    Image.fromarray(drawn_whole(frame.pane)).save(buffer, "PNG")
    return buffer.getvalue()


def _npy(frame: ShownFrame) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, frame.values, allow_pickle=False)
    return buffer.getvalue()


def _versions(bundle: Bundle) -> bytes:
    known = {
        "made": bundle.made.isoformat(timespec="seconds"),
        **bundle.versions,
        "weights_sha256": {card.id: card.sha256 for card in bundle.cards},
        "cines_sha256": {cine.label: cine.sha256 for cine in bundle.recordings},
    }
    return (json.dumps(known, indent=1, ensure_ascii=False) + "\n").encode()


def _plain(text: str) -> str:
    """Letters that every system allows in a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "part"
