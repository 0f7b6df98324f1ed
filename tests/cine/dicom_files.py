"""DICOM files made for tests, from pixels that are known."""

import struct
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import jpeg_ls
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom import uid
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate

from speckle_viewer.cine.dicom import open_dicom
from speckle_viewer.cine.types import Frame

Pixels = NDArray[Any]
RAW = (uid.ImplicitVRLittleEndian, uid.ExplicitVRLittleEndian, uid.ExplicitVRBigEndian)


def speckle(frames: int = 3, rows: int = 40, columns: int = 48, top: int = 255) -> Pixels:
    """Smooth moving texture, (frames, rows, columns), that uses all values from 0 to ``top``."""
    t, y, x = np.mgrid[:frames, :rows, :columns]
    wave = np.sin(x / 5 + t) * np.cos(y / 7) + np.sin((x * y) / 150 + t / 3)
    scaled = (wave - wave.min()) / (wave.max() - wave.min()) * top
    return scaled.round().astype(np.uint8 if top < 256 else np.uint16)


def colours(frames: int = 2, rows: int = 40, columns: int = 48) -> Pixels:
    """Grey texture with saturated red, green, blue and yellow patches, (…, 3), RGB."""
    rgb = np.repeat(speckle(frames, rows, columns)[..., None], 3, axis=-1)
    patches = {(0, 0): (255, 0, 0), (0, 1): (0, 255, 0), (1, 0): (0, 0, 255), (1, 1): (255, 255, 0)}
    for (down, across), colour in patches.items():
        rgb[:, 16 * down : 16 * down + 16, 16 * across : 16 * across + 16] = colour
    return rgb


def to_ybr(rgb: Pixels) -> Pixels:
    """YBR_FULL of RGB by the formula of PS3.3 C.7.6.3.1.2."""
    matrix = [[0.299, 0.587, 0.114], [-0.1687, -0.3313, 0.5], [0.5, -0.4187, -0.0813]]
    ybr = rgb.astype(np.float64) @ np.array(matrix).T + [0, 128, 128]
    return np.clip(ybr.round(), 0, 255).astype(np.uint8)


def image(pixels: Pixels, photometric: str = "", **elements: Any) -> Dataset:
    """A data set that describes ``pixels``, (frames, rows, columns) or (…, 3), without them."""
    ds = Dataset()
    ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.3.1"
    ds.SOPInstanceUID = "1.2.3.4"
    ds.Modality = "US"
    ds.PatientName = "Doe^Jane"
    ds.NumberOfFrames = len(pixels)
    ds.Rows, ds.Columns = pixels.shape[1:3]
    ds.SamplesPerPixel = 3 if pixels.ndim == 4 else 1
    ds.PhotometricInterpretation = photometric or ("RGB" if pixels.ndim == 4 else "MONOCHROME2")
    if pixels.ndim == 4:
        ds.PlanarConfiguration = 0
    ds.BitsAllocated = ds.BitsStored = 8 * pixels.dtype.itemsize
    ds.HighBit = ds.BitsStored - 1
    ds.PixelRepresentation = 0
    region = Dataset()
    region.RegionSpatialFormat = region.RegionDataType = 1
    region.RegionLocationMinX0 = region.RegionLocationMinY0 = 0
    region.RegionLocationMaxX1, region.RegionLocationMaxY1 = ds.Columns - 1, ds.Rows - 1
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    region.PhysicalDeltaX = region.PhysicalDeltaY = 0.01
    ds.SequenceOfUltrasoundRegions = [region]
    for keyword, value in elements.items():
        setattr(ds, keyword, value)
    return ds


def save(path: Path, ds: Dataset, pixel_data: bytes, syntax: str, vr: str = "OW") -> Path:
    """Write the data set with its pixel data as they are."""
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = uid.UID(syntax)
    ds.file_meta.MediaStorageSOPClassUID = ds.SOPClassUID
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    ds.PixelData = pixel_data
    encapsulated = pixel_data.startswith(b"\xfe\xff\x00\xe0")
    ds["PixelData"].VR = "OB" if encapsulated else vr
    ds["PixelData"].is_undefined_length = encapsulated
    known = uid.UID(syntax).is_transfer_syntax
    if not known:  # pydicom refuses to write it
        ds.file_meta.TransferSyntaxUID = uid.JPEG2000Lossless
    ds.save_as(path, enforce_file_format=True)
    if not known:
        path.write_bytes(_renamed(path.read_bytes(), uid.JPEG2000Lossless, syntax))
    return path


def _renamed(file: bytes, old: str, new: str) -> bytes:
    """The file with another TransferSyntaxUID, of which pydicom may never have heard."""

    def element(syntax: str) -> bytes:
        value = syntax.encode() + b"\0" * (len(syntax) % 2)
        return b"\x02\0\x10\0UI" + struct.pack("<H", len(value)) + value

    longer = len(element(new)) - len(element(old))
    group_length = struct.pack("<I", struct.unpack_from("<I", file, 140)[0] + longer)
    return file[:140] + group_length + file[144:].replace(element(old), element(new), 1)


def save_raw(
    path: Path, pixels: Pixels, syntax: str = uid.ExplicitVRLittleEndian, **elements: Any
) -> Path:
    """Write uncompressed pixels in the byte order of ``syntax``."""
    big = syntax == uid.ExplicitVRBigEndian
    data = pixels.astype(pixels.dtype.newbyteorder(">" if big else "<")).tobytes()
    data += b"\0" * (len(data) % 2)
    if big and pixels.dtype.itemsize == 1:
        data = np.frombuffer(data, np.uint16).byteswap().tobytes()
    return save(path, image(pixels, **elements), data, syntax)


def save_frames(
    path: Path,
    pixels: Pixels,
    encode: Callable[[Pixels], bytes],
    syntax: str,
    *,
    has_bot: bool = True,
    fragments: int = 1,
    **elements: Any,
) -> Path:
    """Write each frame through ``encode``, in ``fragments`` items."""
    encoded = [encode(frame) for frame in pixels]
    data = encapsulate(encoded, fragments_per_frame=fragments, has_bot=has_bot)
    return save(path, image(pixels, **elements), data, syntax)


def item(data: bytes) -> bytes:
    """One item of encapsulated pixel data."""
    data += b"\0" * (len(data) % 2)
    return struct.pack("<HHI", 0xFFFE, 0xE000, len(data)) + data


SEQUENCE_END = struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)


def jpeg(frame: Pixels, **options: Any) -> bytes:
    """Baseline JPEG of grey or RGB (as YCbCr with a JFIF marker, as Pillow does by default)."""
    out = BytesIO()
    mode = options.pop("mode", None)
    Image.fromarray(frame, mode).save(out, "JPEG", **{"quality": 95, "subsampling": 0, **options})
    return out.getvalue()


def jpeg_ls_stream(frame: Pixels, interleave: int = 0, lossy_error: int = 0) -> bytes:
    """JPEG-LS, by plane (0), by line (1) or by pixel (2)."""
    return bytes(jpeg_ls.encode_array(frame, lossy_error, interleave if frame.ndim == 3 else None))


def lossless_jpeg(frame: Pixels) -> bytes:
    """JPEG process 14 with selection value 1 (each sample from its left neighbour), ITU-T T.81 H.

    Written out here because GDCM, the only free encoder with Python bindings, breaks the heap.
    """
    bits = 8 * frame.dtype.itemsize
    samples = frame.reshape(*frame.shape[:2], -1).astype(np.int64)
    rows, columns, components = samples.shape
    predicted = np.empty_like(samples)
    predicted[:, 1:] = samples[:, :-1]
    predicted[1:, 0] = samples[:-1, 0]
    predicted[0, 0] = 1 << (bits - 1)
    differences = ((samples - predicted + 32768) % 65536 - 32768).ravel().tolist()
    stream = "".join(_code(difference) for difference in differences)
    stream += "1" * (-len(stream) % 8)
    scan = int(stream, 2).to_bytes(len(stream) // 8, "big").replace(b"\xff", b"\xff\0")
    # One Huffman table for all: 17 categories of 5 bits each.
    table = bytes([0, 0, 0, 0, 0, 17, *[0] * 11, *range(17)])
    frame_parts = b"".join(bytes([c + 1, 0x11, 0]) for c in range(components))
    scan_parts = b"".join(bytes([c + 1, 0]) for c in range(components))
    return b"".join(
        [
            b"\xff\xd8",
            _segment(0xC3, struct.pack(">BHHB", bits, rows, columns, components) + frame_parts),
            _segment(0xC4, table),
            _segment(0xDA, bytes([components]) + scan_parts + b"\1\0\0"),
            scan,
            b"\xff\xd9",
        ]
    )


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _code(difference: int) -> str:
    category = 16 if difference == -32768 else abs(difference).bit_length()
    if category in (0, 16):
        return f"{category:05b}"
    low = difference if difference > 0 else difference + (1 << category) - 1
    return f"{category:05b}{low:0{category}b}"


def rle(frame: Pixels) -> bytes:
    """RLE with literal runs of one row each (PS3.5 annex G)."""
    planes = np.moveaxis(frame, -1, 0) if frame.ndim == 3 else frame[None]
    segments = []
    for plane in planes:
        as_bytes = plane.astype(plane.dtype.newbyteorder(">")).view(np.uint8)
        size = plane.dtype.itemsize
        segments += [_packed(as_bytes[:, byte::size]) for byte in range(size)]
    offsets = np.cumsum([64, *map(len, segments[:-1])]).tolist()
    header = struct.pack("<16I", len(segments), *offsets, *[0] * (15 - len(segments)))
    return header + b"".join(segments)


def _packed(rows: Pixels) -> bytes:
    out = bytearray()
    for row in rows:
        position = 0
        while position < len(row):
            run = 1
            while position + run < len(row) and run < 128 and row[position + run] == row[position]:
                run += 1
            if run > 2:
                out += bytes([257 - run, row[position]])
            else:
                run = min(2, len(row) - position)
                out += bytes([run - 1]) + row[position : position + run].tobytes()
            position += run
    return bytes(out + b"\0" * (len(out) % 2))


def j2k(frame: Pixels, photometric: int = 1, **options: Any) -> bytes:
    """JPEG 2000, lossless unless ``compression_ratios`` are given."""
    from openjpeg.utils import encode_array

    if frame.ndim == 3:
        options = {"photometric_interpretation": photometric, **options}
    return bytes(encode_array(frame, **options))


def video(pixels: Sequence[Pixels], codec: str, container: str, **options: str) -> bytes:
    """RGB frames through an encoder of FFmpeg."""
    import av

    out = BytesIO()
    with av.open(out, "w", format=container) as file:
        stream = file.add_stream(codec, rate=25, options=options)
        stream.height, stream.width = pixels[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.gop_size = 12
        for frame in pixels:
            file.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        file.mux(stream.encode(None))
    return out.getvalue()


def frames_of(path: Path) -> list[Frame]:
    cine = open_dicom(path)
    frames = [cine.frame(index) for index in range(len(cine))]
    assert all(frame.shape[:2] == cine.shape for frame in frames)
    cine.close()
    return frames


def error(frames: list[Frame], pixels: Pixels) -> float:
    """Largest difference from the pixels that went in."""
    assert len(frames) == len(pixels)
    return float(np.abs(np.stack(frames).astype(int) - pixels).max())


def mean_error(frames: list[Frame], pixels: Pixels) -> float:
    assert len(frames) == len(pixels)
    return float(np.abs(np.stack(frames).astype(int) - pixels).mean())
