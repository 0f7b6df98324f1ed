"""Compressed frames to samples: one decoder for each transfer syntax, the fastest that is right.

Pillow decodes 8-bit JPEG, lossy (4 times faster than GDCM) and lossless (3 times), and the runs of
RLE, GDCM deeper lossless and 12-bit JPEG, CharLS (pyjpegls) JPEG-LS, OpenJPEG JPEG 2000, and
imagecodecs, where installed, JPEG XL.
Not GDCM for JPEG 2000, though it uses several threads: damaged streams make it abort the program.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, JpegImagePlugin
from pydicom import uid

from speckle_viewer.cine.codestream import (
    JPEG_LS,
    LOSSLESS,
    StreamHeader,
    check_jpeg,
    j2k_header,
    jpeg_header,
)
from speckle_viewer.cine.dicom_layout import Layout
from speckle_viewer.errors import CineError

_RLE_HEADER = 64
_SEQUENTIAL = (0xC0, 0xC1, 0xC2)


@dataclass(frozen=True)
class Samples:
    """Decoded samples of one frame, and what they mean once decoded.

    ``values`` are (rows, columns) or (rows, columns, 3), uint8, uint16, int8 or int16.
    """

    values: NDArray[Any]
    photometric: str


Decoder = Callable[[bytes, Layout], Samples]


def decode_raw(data: bytes, layout: Layout) -> Samples:
    """Uncompressed samples in either byte order, by pixel or by plane, 4:2:2 upsampled."""
    order = "<" if layout.little_endian else ">"
    flat = np.frombuffer(data, f"{order}u{layout.allocated // 8}")
    if layout.samples == 3 and flat.size == layout.pixels * 2:
        return Samples(_upsampled(flat, layout), layout.photometric)
    return Samples(_shaped(flat, layout, layout.by_plane), layout.photometric)


def _upsampled(flat: NDArray[Any], layout: Layout) -> NDArray[Any]:
    """4:2:2 as Y Y Cb Cr for each pair of pixels (PS3.3 C.7.6.3.1.2)."""
    pairs = flat.reshape(-1, 4)
    full = np.empty((len(pairs), 2, 3), flat.dtype)
    full[:, :, 0] = pairs[:, :2]
    full[:, :, 1:] = pairs[:, None, 2:]
    return full.reshape(layout.rows, layout.columns, 3)


def _shaped(flat: NDArray[Any], layout: Layout, by_plane: bool) -> NDArray[Any]:
    if layout.samples == 1:
        return flat.reshape(layout.rows, layout.columns)
    if by_plane:
        planes = flat.reshape(layout.samples, layout.rows, layout.columns)
        return np.ascontiguousarray(np.moveaxis(planes, 0, -1))
    return flat.reshape(layout.rows, layout.columns, layout.samples)


def decode_rle(data: bytes, layout: Layout) -> Samples:
    """RLE (PS3.5 annex G): a run-length coded segment for each byte of each sample."""
    bytes_each = layout.allocated // 8
    segments = layout.samples * bytes_each
    if len(data) < _RLE_HEADER or struct.unpack_from("<I", data)[0] != segments:
        raise CineError("its RLE header does not fit the image")
    offsets = (*struct.unpack_from(f"<{segments}I", data, 4), len(data))
    planes = np.empty((layout.samples, layout.pixels, bytes_each), np.uint8)
    for segment in range(segments):
        sample, byte = divmod(segment, bytes_each)
        packed = data[offsets[segment] : offsets[segment + 1]]
        # The most significant byte comes first; in memory it is the last.
        planes[sample, :, bytes_each - 1 - byte] = _unpacked(packed, layout.pixels)
    return Samples(
        _shaped(planes.view(f"<u{bytes_each}").ravel(), layout, by_plane=True), layout.photometric
    )


def _unpacked(packed: bytes, count: int) -> NDArray[np.uint8]:
    # Taken as one long row, for some encoders let runs go over the ends of rows.
    image = Image.frombytes("L", (count, 1), packed, "packbits", "L")
    return np.asarray(image).reshape(-1)


def decode_jpeg(data: bytes, layout: Layout) -> Samples:
    """JPEG of every kind; which one is taken from the stream, for headers are often wrong."""
    header = jpeg_header(data)
    _check_size(header, layout)
    if header.process == JPEG_LS:
        return _charls(data, layout)
    if header.process in _SEQUENTIAL and header.precision == 8:
        return _pillow(data, header, layout)
    if header.process == LOSSLESS and header.precision == 8:
        # Nothing is transformed in lossless JPEG: the samples are what the header says.
        return Samples(np.asarray(JpegImagePlugin.JpegImageFile(BytesIO(data))), layout.photometric)
    if header.process == LOSSLESS or (header.precision == 12 and header.components == 1):
        return _gdcm(data, header, layout)
    raise CineError(
        f"it is {header.precision}-bit JPEG of process {header.process:#x}, which no decoder reads"
    )


def _pillow(data: bytes, header: StreamHeader, layout: Layout) -> Samples:
    image = JpegImagePlugin.JpegImageFile(BytesIO(data))
    colours = header.components == 3
    if colours and layout.photometric == "RGB" and not header.labelled_colours | header.subsampled:
        # libjpeg takes three unlabelled components for YCbCr; these are red, green and blue
        # already. Asking for YCbCr makes it hand them over as they are.
        image.draft("YCbCr", image.size)
    elif colours:
        image.draft("RGB", image.size)
    return Samples(np.asarray(image), "RGB" if colours else layout.photometric)


def _gdcm(data: bytes, header: StreamHeader, layout: Layout) -> Samples:
    import gdcm

    check_jpeg(data)
    fragment = gdcm.Fragment()
    fragment.SetByteStringValue(data)
    fragments = gdcm.SequenceOfFragments.New()
    fragments.AddFragment(fragment)
    element = gdcm.DataElement(gdcm.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    image = gdcm.Image()
    image.SetNumberOfDimensions(2)
    image.SetDimensions((header.columns, header.rows, 1))
    image.SetDataElement(element)
    # Named RGB or grey so that GDCM leaves the colours to us.
    kind = gdcm.PhotometricInterpretation
    image.SetPhotometricInterpretation(
        kind(kind.RGB if header.components == 3 else kind.MONOCHROME2)
    )
    if header.components == 3:
        image.SetPlanarConfiguration(0)
    syntaxes = gdcm.TransferSyntax
    lossless = header.process == LOSSLESS
    syntax = syntaxes.JPEGLosslessProcess14 if lossless else syntaxes.JPEGExtendedProcess2_4
    image.SetTransferSyntax(gdcm.TransferSyntax(syntax))
    bits, bytes_each = header.precision, 1 if header.precision <= 8 else 2
    image.SetPixelFormat(
        gdcm.PixelFormat(header.components, 8 * bytes_each, bits, bits - 1, int(layout.signed))
    )
    # GDCM hands bytes over as text.
    flat = np.frombuffer(image.GetBuffer().encode("utf-8", "surrogateescape"), f"<u{bytes_each}")
    return Samples(_interleaved(flat, header), layout.photometric)


def _interleaved(flat: NDArray[Any], header: StreamHeader) -> NDArray[Any]:
    shape = (header.rows, header.columns, header.components)
    return flat.reshape(shape[:2] if header.components == 1 else shape)


def _charls(data: bytes, layout: Layout) -> Samples:
    import jpeg_ls

    pixels, header = jpeg_ls.decode_buffer(data)
    flat = np.frombuffer(pixels, "<u2" if header["bits_per_sample"] > 8 else np.uint8)
    by_plane = header["components"] == 3 and header["interleave_mode"] == 0
    return Samples(_shaped(flat, layout, by_plane), layout.photometric)


def decode_j2k(data: bytes, layout: Layout) -> Samples:
    """JPEG 2000 and its high-throughput form; a colour transform is undone by the decoder."""
    from openjpeg.utils import decode

    header = j2k_header(data)
    _check_size(header, layout)
    values = decode(data)
    named_rgb = layout.photometric in ("YBR_RCT", "YBR_ICT")
    rgb = header.components == 3 and (header.transformed or named_rgb)
    return Samples(values, "RGB" if rgb else layout.photometric)


def decode_jxl(data: bytes, layout: Layout) -> Samples:
    """JPEG XL, which undoes its own colour transform."""
    try:
        import imagecodecs
    except ImportError as error:
        raise CineError("JPEG XL needs the package imagecodecs: pip install imagecodecs") from error
    values = imagecodecs.jpegxl_decode(data)
    if values.shape[:2] != (layout.rows, layout.columns):
        raise CineError("its size differs from the header's")
    return Samples(values, "RGB" if values.ndim == 3 else layout.photometric)


def _check_size(header: StreamHeader, layout: Layout) -> None:
    if (header.rows, header.columns) != (layout.rows, layout.columns):
        raise CineError(
            f"it is {header.rows} x {header.columns} pixels where the header says "
            f"{layout.rows} x {layout.columns}"
        )
    if header.components != layout.samples:
        raise CineError(
            f"it has {header.components} samples per pixel where the header says {layout.samples}"
        )


UNCOMPRESSED = ("", *map(str, uid.UncompressedTransferSyntaxes))
"""A file without transfer syntax is uncompressed (old files, before part 10)."""

COMPRESSED: dict[str, Decoder] = {
    **dict.fromkeys(map(str, uid.JPEGTransferSyntaxes), decode_jpeg),
    **dict.fromkeys(map(str, uid.JPEGLSTransferSyntaxes), decode_jpeg),
    **dict.fromkeys(map(str, uid.JPEG2000TransferSyntaxes), decode_j2k),
    **dict.fromkeys((f"1.2.840.10008.1.2.4.11{last}" for last in range(3)), decode_jxl),
    str(uid.RLELossless): decode_rle,
}

VIDEO = frozenset(map(str, uid.MPEGTransferSyntaxes))
"""MPEG-2, MPEG-4 AVC (H.264) and HEVC (H.265), whole or fragmentable."""
