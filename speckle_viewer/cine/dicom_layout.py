"""How the samples of one DICOM frame are laid out (PS3.3 C.7.6.3, PS3.5 section 8)."""

from dataclasses import dataclass

from pydicom.dataset import Dataset

from speckle_viewer.cine.dicom_values import text, whole
from speckle_viewer.cine.types import MOST_PIXELS
from speckle_viewer.errors import CineError

_GREY = ("MONOCHROME1", "MONOCHROME2", "PALETTE COLOR")
_SUBSAMPLED = ("YBR_FULL_422", "YBR_PARTIAL_422")
_COLOURS = ("RGB", "YBR_FULL", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", *_SUBSAMPLED)


@dataclass(frozen=True)
class Layout:
    """Rows, columns and samples of a frame, and how their bits lie in the file."""

    rows: int
    columns: int
    samples: int
    allocated: int
    stored: int
    high_bit: int
    signed: bool
    by_plane: bool
    photometric: str
    little_endian: bool

    @property
    def pixels(self) -> int:
        return self.rows * self.columns

    @property
    def frame_bytes(self) -> int:
        """Bytes of one whole frame with all samples of all pixels."""
        return self.pixels * self.samples * self.allocated // 8

    @property
    def subsampled(self) -> bool:
        """Whether an uncompressed frame has one pair of colours for two pixels (4:2:2)."""
        return self.photometric in _SUBSAMPLED

    @property
    def value_range(self) -> tuple[float, float]:
        grey = self.photometric in ("MONOCHROME1", "MONOCHROME2")
        return 0.0, float(2**self.stored - 1) if grey else 255.0


def read_layout(name: str, dataset: Dataset, little_endian: bool) -> tuple[Layout, list[str]]:
    """The layout of every frame of ``dataset``, and notes on what was mended.

    Raises
    ------
    CineError
        If it is no image that a screen can show.
    """
    rows, columns = (whole(dataset, keyword, 0) for keyword in ("Rows", "Columns"))
    if rows <= 0 or columns <= 0:
        raise CineError(f"{name} gives no image size (Rows, Columns); export it again.")
    if rows * columns > MOST_PIXELS:
        raise CineError(
            f"{name} claims an image of {rows} x {columns} pixels, more than can be shown; "
            "the header is damaged, export it again."
        )
    samples = whole(dataset, "SamplesPerPixel", 1)
    photometric, notes = _photometric(name, text(dataset, "PhotometricInterpretation"), samples)
    allocated = whole(dataset, "BitsAllocated", 8)
    if allocated not in (8, 16):
        raise CineError(
            f"{name} has {allocated} bits per sample (BitsAllocated), and only 8 and 16 can be "
            "shown; export it with 8 or 16."
        )
    stored = whole(dataset, "BitsStored", allocated)
    if not 1 <= stored <= allocated:
        notes.append(f"BitsStored of {stored} makes no sense; {allocated} was taken.")
        stored = allocated
    high_bit = whole(dataset, "HighBit", stored - 1)
    if not stored - 1 <= high_bit < allocated:
        notes.append(f"HighBit of {high_bit} makes no sense; {stored - 1} was taken.")
        high_bit = stored - 1
    layout = Layout(
        rows=rows,
        columns=columns,
        samples=samples,
        allocated=allocated,
        stored=stored,
        high_bit=high_bit,
        signed=whole(dataset, "PixelRepresentation", 0) == 1,
        by_plane=samples == 3 and whole(dataset, "PlanarConfiguration", 0) == 1,
        photometric=photometric,
        little_endian=little_endian,
    )
    if layout.signed and samples == 1:
        notes.append(f"Signed values are shown shifted by {2 ** (stored - 1)}.")
    return layout, notes


def _photometric(name: str, photometric: str, samples: int) -> tuple[str, list[str]]:
    photometric = photometric.upper()
    expected = {1: _GREY, 3: _COLOURS}.get(samples)
    if expected is None:
        raise CineError(
            f"{name} has {samples} samples per pixel, and only 1 and 3 can be shown; "
            "export it as grey or colour."
        )
    if photometric in expected:
        return photometric, []
    if photometric and photometric not in _GREY + _COLOURS:
        raise CineError(
            f"{name} has colours of the kind {photometric[:32]!r} (PhotometricInterpretation), "
            "which is not supported; export it as RGB or MONOCHROME2."
        )
    taken = "MONOCHROME2" if samples == 1 else "RGB"
    said = photometric or "no PhotometricInterpretation"
    return taken, [f"{said} does not fit {samples} samples per pixel; {taken} was taken."]
