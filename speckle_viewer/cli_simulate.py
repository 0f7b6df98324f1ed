"""``speckle-viewer simulate``: frames of a phantom as DICOM, PNG pairs or NumPy arrays."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from speckle_viewer.cine.dicom_write import WrittenRegion, write_cine
from speckle_viewer.errors import SimulationError
from speckle_viewer.simulation.marks import LINEAR_MARGINS, SECTOR_MARGINS, marked
from speckle_viewer.simulation.phantom import Phantom
from speckle_viewer.simulation.phantoms import PHANTOMS, USUAL_SCANNER, Drawn
from speckle_viewer.simulation.physical_scan import physical_scan
from speckle_viewer.simulation.recording import Frame, Recording
from speckle_viewer.simulation.scanner import Scanner
from speckle_viewer.simulation.statistics import NOISES
from speckle_viewer.whole_file import new_folder, write_whole

_LIMITS = {"frames": (1, 2000), "size": (32, 2048), "correlation": (0, 1), "jpeg": (0, 95),
           "sigma": (0, 255), "seed": (0, 2**31 - 1)}  # fmt: skip
_LARGEST_PICTURE = 100_000_000
_MOST_PIXELS = 200_000_000
_STOPPED = 130


class _Parser(argparse.ArgumentParser):
    """One that says what is wrong in one sentence, without a page of usage before it."""

    def error(self, message: str) -> NoReturn:
        raise SimulationError(f"{message[:1].upper()}{message[1:]}.")


def run(words: list[str], description: str | None) -> int:
    """Simulate and write as the words say; returns the exit status."""
    options = _parser(description).parse_args(words)
    write = _writer(options.out)
    _complete(options)
    try:
        write(options.out, _recording(options), options)
    except KeyboardInterrupt:
        print("\nspeckle-viewer: stopped; no file is half-written.", file=sys.stderr)
        return _STOPPED
    print(f"{options.out}: {options.frames} frame{'s' if options.frames > 1 else ''}")
    return 0


def _parser(description: str | None) -> argparse.ArgumentParser:
    parser = _Parser("speckle-viewer simulate", description=description)
    parser.add_argument("phantom", choices=list(PHANTOMS), help="what is scanned")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="PATH",
        help="a .dcm file, an .npz file, or a new folder for PNG files noisy/*.png, clean/*.png",
    )  # fmt: skip
    parser.add_argument("--frames", type=int, help="60 in a .dcm file, otherwise 1")
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same file")
    parser.add_argument(
        "--size", type=int, default=320, metavar="ROWS", help="rows of the image, 320"
    )
    parser.add_argument("--image", type=Path, metavar="FILE", help="picture for the phantom image")
    parser.add_argument(
        "--correlation", type=float, default=0.95,
        help="of the echoes of neighbouring frames, 0 to 1 (tissue that stays in the plane); 0.95",
    )  # fmt: skip
    parser.add_argument(
        "--noise", choices=["speckle", *NOISES], default="speckle", help="speckle by default"
    )
    parser.add_argument(
        "--sigma", type=float, default=25.0,
        help="of a noise that is no speckle: grey levels of 255 (25), for multiplicative a share",
    )  # fmt: skip
    parser.add_argument(
        "--jpeg", type=int, metavar="QUALITY", help="1 to 95, or 0: none; 70 in a .dcm file"
    )
    parser.add_argument(
        "--clean", action="store_true", help="write the truth beside a .dcm file: NAME-clean.dcm"
    )
    group = parser.add_argument_group("the scanner", "with its limits and defaults")
    for item in fields(Scanner):
        _add(group, item.name, item.type, item.default, item.metadata)
    return parser


def _add(group: Any, name: str, kind: Any, default: Any, meta: Any) -> None:
    """One option for a parameter of the scanner, explained by its own text."""
    option = f"--{name.replace('_', '-')}"
    text = str(meta["text"]).replace("%", "%%")
    if "choices" in meta:
        group.add_argument(option, choices=meta["choices"], help=text)
    elif isinstance(default, tuple):
        group.add_argument(option, type=float, nargs="+", metavar="DB", help=text)
    else:
        text = f"{text} ({meta['low']:g} to {meta['high']:g}); {_usual(name, default)}"
        group.add_argument(option, type=kind, metavar="X", help=text)


def _usual(name: str, default: float) -> str:
    """The default of a parameter, for each phantom where they differ."""
    values = {phantom: usual.get(name, default) for phantom, usual in USUAL_SCANNER.items()}
    if len(set(values.values())) == 1:
        return f"{default:g}"
    others = values["leaves"]
    own = [f"{phantom} {value:g}" for phantom, value in values.items() if value != others]
    return ", ".join([*own, f"others {others:g}"])


def _complete(options: argparse.Namespace) -> None:
    """Fill in what depends on the kind of output, and refuse what cannot be."""
    dicom = options.out.suffix.lower() == ".dcm"
    if options.frames is None:
        options.frames = 60 if dicom else 1
    if options.jpeg is None:
        options.jpeg = 70 if dicom else 0
    for name, (low, high) in _LIMITS.items():
        value = getattr(options, name)
        if not low <= value <= high:
            raise SimulationError(f"--{name} is {value}: choose between {low} and {high}.")
    if options.frames * options.size**2 > _MOST_PIXELS:
        raise SimulationError(
            "That is too much for one file: choose fewer --frames or a smaller --size."
        )
    if options.clean and not dicom:
        raise SimulationError("--clean goes with a .dcm file: the others hold the truth anyway.")
    if (options.phantom == "image") != (options.image is not None):
        raise SimulationError("The phantom image goes with a picture: image --image FILE.")


def _recording(options: argparse.Namespace) -> Recording:
    given = {
        item.name: tuple(value) if isinstance(value, list) else value
        for item in fields(Scanner)
        if (value := getattr(options, item.name)) is not None
    }
    values: dict[str, Any] = USUAL_SCANNER[options.phantom] | given
    scanner = Scanner(**values)
    dicom = options.out.suffix.lower() == ".dcm"
    margins = SECTOR_MARGINS if scanner.geometry == "sector" else LINEAR_MARGINS
    scan = physical_scan(scanner, options.size, margins if dicom else None)
    rng = np.random.default_rng(options.seed)
    phantom: Phantom
    if options.phantom == "image":
        phantom = Drawn(scanner, rng, _picture(options.image))
    else:
        phantom = PHANTOMS[options.phantom](scanner, rng)
    # A .dcm file is compressed when it is written, with its marks.
    jpeg = 0 if dicom else options.jpeg
    return Recording(
        scanner, scan, phantom, options.frames, options.correlation, options.seed, jpeg
    )


def _picture(path: Path) -> NDArray[np.float32]:
    """Grey picture (H, W) in [0, 1]."""
    try:
        with Image.open(path) as file:
            if file.width * file.height > _LARGEST_PICTURE:
                raise SimulationError(f"{path} has too many pixels: shrink it first.")
            deep = file.mode.startswith(("I", "F"))
            grey = np.asarray(file.convert("F" if deep else "L"), np.float32)
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise SimulationError(f"{path} is not a picture that can be read ({error}).") from error
    top = max(float(grey.max()), 1e-6) if deep else 255.0
    return (grey / top).clip(0, 1)


def _frames(recording: Recording, options: argparse.Namespace) -> Iterator[Frame]:
    """The frames, with progress where somebody looks."""
    if options.noise == "speckle":
        frames = recording.with_speckle()
    else:
        frames = recording.with_noise(options.noise, options.sigma)
    for number, frame in enumerate(frames, start=1):
        if sys.stderr.isatty():
            end = "\n" if number == options.frames else ""
            print(f"\rframe {number} of {options.frames}", end=end, file=sys.stderr, flush=True)
        yield frame


def _parameters(recording: Recording, options: argparse.Namespace) -> dict[str, Any]:
    """All that the frames follow from."""
    names = ("phantom", "frames", "seed", "size", "correlation", "noise", "jpeg")
    chosen = {name: getattr(options, name) for name in names}
    if options.noise != "speckle":
        chosen["sigma"] = options.sigma
    return chosen | asdict(recording.scanner) | {"mm_per_pixel": recording.scan.mm}


_Write = Callable[[Path, Recording, argparse.Namespace], None]


def _writer(out: Path) -> _Write:
    writers: dict[str, _Write] = {".dcm": _write_dicom, ".npz": _write_arrays, "": _write_pictures}
    suffix = out.suffix.lower()
    if suffix not in writers:
        raise SimulationError(f"{out} ends in {suffix}: choose .dcm, .npz, or a folder's name.")
    if out.is_dir() and (suffix or any(out.iterdir())):
        raise SimulationError(f"{out} is a folder that exists already: choose another name.")
    if not suffix and out.exists() and not out.is_dir():
        raise SimulationError(f"{out} is a file: choose another name for the folder.")
    return writers[suffix]


def _write_dicom(out: Path, recording: Recording, options: argparse.Namespace) -> None:
    scan, beating = recording.scan, options.phantom == "heart"
    rows, columns = np.nonzero(scan.inside().numpy())
    region = WrittenRegion(
        int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max()), scan.mm / 10
    )
    label = f"Simulated {options.phantom}"
    noisy, clean = [], []
    for number, frame in enumerate(_frames(recording, options)):
        phase = recording.phase(number) if beating else None
        noisy.append(marked(frame.noisy, scan, label, phase))
        if options.clean:
            clean.append(marked(frame.clean, scan, label, phase))
    comment = json.dumps(_parameters(recording, options))
    name = f"Simulated^{options.phantom.capitalize()}"
    step = 1000 / recording.scanner.frame_rate_hz
    described: dict[str, Any] = {
        "name": name,
        "comment": comment,
        "dynamic_range": recording.scanner.dynamic_range_db,
    }
    write_cine(out, noisy, step, region, quality=options.jpeg, **described)
    if clean:
        truth = out.with_name(f"{out.stem}-clean{out.suffix}")
        write_cine(truth, clean, step, region, quality=0, **described)


def _write_arrays(out: Path, recording: Recording, options: argparse.Namespace) -> None:
    frames = list(_frames(recording, options))
    arrays: dict[str, Any] = {
        name: np.stack([getattr(frame, name).numpy() for frame in frames])
        for name in ("noisy", "clean", "noise")
    }
    whole = BytesIO()
    parameters = np.array(json.dumps(_parameters(recording, options)))
    times = np.arange(options.frames) / recording.scanner.frame_rate_hz
    spacing = np.array(recording.scan.mm)
    np.savez_compressed(whole, **arrays, times=times, mm_per_px=spacing, parameters=parameters)
    write_whole(out, whole.getvalue())


def _write_pictures(out: Path, recording: Recording, options: argparse.Namespace) -> None:
    """A folder with noisy/0000.png, clean/0000.png and so on, or none at all."""
    with new_folder(out) as temporary:
        for kind in ("noisy", "clean"):
            (temporary / kind).mkdir()
        for number, frame in enumerate(_frames(recording, options)):
            for kind in ("noisy", "clean"):
                grey = (getattr(frame, kind).numpy() * 255).round().astype(np.uint8)
                Image.fromarray(grey).save(temporary / kind / f"{number:04}.png")
        text = json.dumps(_parameters(recording, options), indent=1)
        (temporary / "parameters.json").write_text(text + "\n")
