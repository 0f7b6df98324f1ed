"""Whatever happens to a file, only the project's own errors come out, and memory stays small."""

import io
import tracemalloc
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from speckle_viewer.cine.open import open_cine
from speckle_viewer.errors import CineError

FRAMES = np.random.default_rng(0).integers(0, 256, (4, 32, 48)).astype(np.uint8)
MUTATIONS = 25
MOST_MEMORY = 100 * 2**20


def picture(form, **options):
    file = io.BytesIO()
    pages = [Image.fromarray(frame) for frame in FRAMES]
    if options.pop("pages", False):
        options |= {"save_all": True, "append_images": pages[1:]}
    pages[0].save(file, form, **options)
    return file.getvalue()


def array(save, **arrays):
    file = io.BytesIO()
    save(file, *([] if arrays else [FRAMES]), **arrays)
    return file.getvalue()


def video(form, codec):
    av = pytest.importorskip("av")
    file = io.BytesIO()
    file.name = f"a.{form}"
    with av.open(file, "w", format=form) as container:
        stream = container.add_stream(codec, rate=25)
        stream.height, stream.width, stream.pix_fmt = 32, 48, "yuv420p"
        for index, pixels in enumerate(FRAMES.repeat(4, axis=0)):
            frame = av.VideoFrame.from_ndarray(pixels, format="gray").reformat(format="yuv420p")
            frame.pts, frame.time_base = index, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def meta_image():
    pytest.importorskip("SimpleITK")
    header = (
        "ObjectType = Image\nNDims = 3\nBinaryData = True\nDimSize = 48 32 4\n"
        "ElementType = MET_UCHAR\nElementDataFile = LOCAL\n"
    )
    return header.encode() + FRAMES.tobytes()


WHOLE = {
    "a.png": lambda: picture("PNG"),
    "a.jpg": lambda: picture("JPEG"),
    "a.bmp": lambda: picture("BMP"),
    "a.tif": lambda: picture("TIFF", pages=True, compression="tiff_lzw"),
    "a.gif": lambda: picture("GIF", pages=True, duration=40),
    "a.npy": lambda: array(np.save),
    "a.npz": lambda: array(np.savez, frames=FRAMES),
    "a.mp4": lambda: video("mp4", "libx264"),
    "a.avi": lambda: video("avi", "mpeg4"),
    "a.mpeg": lambda: video("mpeg", "mpeg2video"),
    "a.mha": meta_image,
}


def damaged(whole, rng):
    """The bytes cut short, with some of them changed, or with a stretch wiped out."""
    data = bytearray(whole)
    start = int(rng.integers(1, len(data)))
    match int(rng.integers(4)):
        case 0:
            return bytes(data[:start])
        case 1:
            reach = len(data)
        case 2:
            reach = min(len(data), 300)
        case _:
            data[start : start + 64] = bytes(len(data[start : start + 64]))
            return bytes(data)
    for place in rng.integers(0, reach, 6):
        data[place] = rng.integers(256)
    return bytes(data)


@pytest.mark.parametrize("name", WHOLE)
def test_a_damaged_file_brings_out_our_errors_only(tmp_path, name):
    whole = WHOLE[name]()
    path = tmp_path / name
    path.write_bytes(whole)
    cine = open_cine(path)
    assert cine.shape == (32, 48)
    cine.close()
    rng = np.random.default_rng(sum(name.encode()))
    tracemalloc.start()
    for _ in range(MUTATIONS):
        path.write_bytes(damaged(whole, rng))
        try:
            show_all(path)
        except CineError as error:
            sentence = str(error)
        else:
            continue
        assert sentence.startswith(("a.", "Frame "))
        assert "\n" not in sentence
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_MEMORY


def show_all(path):
    cine = open_cine(path)
    try:
        for index in range(min(len(cine), 20)):
            assert cine.grey(index).shape == cine.tissue(index).shape
    finally:
        cine.close()
