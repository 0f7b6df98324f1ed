"""A session file holds all that is wanted, and what is damaged is refused with a sentence."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.denoising import NoisePaint
from speckle_viewer.errors import SessionError
from speckle_viewer.methods import Control
from speckle_viewer.steering import KernelEdit, Steering, TapEdit
from speckle_viewer.viewer import (
    INPUT,
    Hover,
    Levels,
    Line,
    Links,
    MapChoice,
    Overlay,
    Pin,
    Playback,
    View,
    Wants,
    WaveletBench,
)
from speckle_viewer.viewer.along import AlongLine
from speckle_viewer.viewer.beside import Beside
from speckle_viewer.viewer.brush import lit
from speckle_viewer.viewer.comparison import Comparison
from speckle_viewer.viewer.gallery import GallerySetting
from speckle_viewer.viewer.magnifier import Magnifier
from speckle_viewer.viewer.measurements import Measuring
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.ruler import Ruler
from speckle_viewer.viewer.session import (
    LEFT_OUT,
    Layout,
    fingerprint,
    read_session,
    seen_from,
    session_text,
    stored_cine,
)
from speckle_viewer.viewer.session_fit import fitted
from speckle_viewer.viewer.session_open import place_of
from speckle_viewer.viewer.steering import PinEdit
from speckle_viewer.viewer.wants import BRUSH
from tests.viewer.cines import make_card

ROWS, COLUMNS, FRAMES = 12, 20, 5
LAYOUT = Layout(("statistics", "time"), "time", "steer")
CARDS = {
    "kpn": make_card("kpn", "KPN"),
    "ffdnet": make_card("ffdnet", "FFDNet", Control("noise", "Noise", "grey", 0, 75, 15)),
}


def write_cine(path: Path, frames: int = FRAMES, rows: int = ROWS, seed: int = 0) -> Cine:
    noise = np.random.default_rng(seed).integers(0, 255, (frames, rows, COLUMNS), np.uint8)
    np.save(path, noise)
    return open_cine(path)


@pytest.fixture
def cines(tmp_path: Path) -> tuple[Cine, Cine]:
    return write_cine(tmp_path / "one.npy"), write_cine(tmp_path / "two.npy", seed=1)


def everything(one: Cine, two: Cine) -> Wants:
    """Wants of which no field is as it is at first."""
    levels = np.full((ROWS, COLUMNS), np.nan, np.float32)
    levels[3:5] = 12.5
    mask = np.zeros((ROWS, COLUMNS), bool)
    mask[2:4, 5:9] = True
    tap = TapEdit(size=5, frame=0, dy=-2, dx=1, weight=0.25)
    return Wants(
        cines=(one, two),
        cine=two,
        methods=("kpn", "ffdnet"),
        selected="ffdnet",
        controls={"ffdnet": {"noise": 25.0}},
        frame=3,
        playback=Playback(True, False, True, 0.5, "every frame", 1, 4),
        links=Links(view=False, levels=False),
        levels={INPUT: Levels(10, 200), "kpn": Levels(0, 99.5)},
        views={"kpn": View(6.5, 10.25, 4)},
        pins=(Pin(one, 1, 2, 0), Pin(two, 3, 4, 1)),
        hover=Hover("kpn", 1, 1),
        looked_at=Hover("kpn", 3, 4),
        inspecting=False,
        kernel_kind="equivalent",
        derivative="column",
        share_scale=True,
        jacobian_size=16,
        evidence={"explain time": frozenset({"kpn"})},
        explaining="kpn",
        overlays={BRUSH: lit(two, 3, mask, "region")},
        put_away=frozenset({"line"}),
        tool="region",
        line=Line(two, (0, 0), (11, 19)),
        along=AlongLine(3, True, True, 2.0),
        magnifier=Magnifier(True, 16),
        kernel_map=MapChoice("entropy", 0.3, (1.0, 2.0), 24),
        over_time="width",
        gallery=GallerySetting(16, -1, True),
        bench=WaveletBench(
            "db2",
            2,
            "output",
            ("LH", 2),
            frozenset({("LH", 1), ("HL", 1)}),
            frozenset({("HH", 1)}),
            {("LL", 2): 0.5},
            "before",
            "number",
            7,
        ),
        precision="exact",
        painted={(one, "ffdnet"): NoisePaint(levels)},
        steering={"kpn": Steering(strength=1.5, muted=(-1,), sum_one=True)},
        edits=(PinEdit(two, "kpn", KernelEdit(3, 4, (1, 1), (tap,))),),
        comparison=Comparison(True, "swipe", INPUT, "kpn", 8.0, 0.25, 0.75, True),
        references={two: one},
        rois=(
            Roi(
                two,
                "cyst",
                3,
                "ellipse",
                ((1.0, 2.0), (4.0, 6.5)),
                path={1: (0.5, -1.0)},
                bends={1: (0.9, 0.1, -0.1, 1.1)},
                match={1: 0.75},
            ),
            Roi(one, "wall", 1, "brush", painted=mask, frame=2),
        ),
        roi="cyst",
        measuring=Measuring(("mean", "gcnr"), "gcnr", {two: 50.0}, {two: "cyst"}),
        rulers=(
            Ruler(one, "Distance 1", (0.5, 1.5), (12.0, 20.0)),
            Ruler(two, "wall", (0, 1), (2, 3)),
        ),
        ruler="wall",
        brush_width=9,
        beside=Beside(one, ("ffdnet",), "frame", -0.25, 2, (5, 6)),
    )


def saved(wants: Wants, file: Path) -> Path:
    stored = [stored_cine(cine) for cine in wants.cines]
    file.write_text(session_text(wants, stored, {"kpn": "abc"}, LAYOUT), encoding="utf-8")
    return file


def read_back(file: Path, *cines: Cine) -> Wants:
    session = read_session(file)
    return fitted(session.wants, dict(zip(session.wants.cines, cines, strict=True)), CARDS)


def comparable(value: Any) -> Any:
    """Equal for equal contents, where arrays and what holds them compare by identity."""
    if isinstance(value, np.ndarray):
        return value.dtype.name, value.shape, value.tobytes()
    if isinstance(value, NoisePaint):
        return comparable(value.levels)
    if isinstance(value, dict):
        return {k: comparable(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(comparable(v) for v in value)
    if isinstance(value, Overlay | Roi):
        return {f.name: comparable(getattr(value, f.name)) for f in fields(value)}
    return value


# -- round trip --------------------------------------------------------------------------------


def test_the_sample_alters_every_field_of_wants(cines: tuple[Cine, Cine]) -> None:
    """Whoever adds a field adds it above, so that the next test says whether it is kept."""
    plain, sample = Wants(), everything(*cines)
    same = [f.name for f in fields(Wants) if getattr(sample, f.name) == getattr(plain, f.name)]
    assert same == []


def test_what_is_left_out_is_known(cines: tuple[Cine, Cine], tmp_path: Path) -> None:
    assert {"cines", "hover", "evidence", "inspecting", "overlays", "put_away"} == LEFT_OUT
    kept = json.loads(saved(everything(*cines), tmp_path / "s.speckle.json").read_text())["wants"]
    assert set(kept) == {f.name for f in fields(Wants)} - LEFT_OUT


def test_everything_comes_back(cines: tuple[Cine, Cine], tmp_path: Path) -> None:
    wants = everything(*cines)
    back = read_back(saved(wants, tmp_path / "s.speckle.json"), *cines)
    for field in fields(Wants):
        if field.name not in LEFT_OUT - {"cines", "overlays"}:
            assert comparable(getattr(back, field.name)) == comparable(
                getattr(wants, field.name)
            ), field.name


def test_what_was_never_changed_comes_back_too(tmp_path: Path) -> None:
    file = saved(Wants(), tmp_path / "s.speckle.json")
    session = read_session(file)
    assert session.wants == Wants()
    assert session.layout == LAYOUT
    assert session.weights == {"kpn": "abc"}


def test_the_same_session_gives_the_same_text(cines: tuple[Cine, Cine], tmp_path: Path) -> None:
    first = saved(everything(*cines), tmp_path / "a.speckle.json")
    again = saved(read_back(first, *cines), tmp_path / "b.speckle.json")
    assert again.read_bytes() == first.read_bytes()


def test_nothing_of_the_header_is_written(tmp_path: Path) -> None:
    file = Path(__file__).parents[2] / "resources" / "sample.dcm"
    cine = open_cine(file)
    text = saved(Wants(cines=(cine,), cine=cine), tmp_path / "s.speckle.json").read_text()
    rows = [r for r in cine.header if len(r.value) > 8 and r.value != "Speckle Viewer"]
    assert rows
    assert [row.value for row in rows if row.value in text] == []


# -- files -------------------------------------------------------------------------------------


def test_the_fingerprint_of_a_file_is_its_sha256(tmp_path: Path) -> None:
    content = bytes(range(256)) * 9000
    (tmp_path / "cine.bin").write_bytes(content)
    assert fingerprint(tmp_path / "cine.bin") == hashlib.sha256(content).hexdigest()


def test_the_fingerprint_of_a_folder_is_that_of_names_and_sizes(tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(b"12")
    (tmp_path / "a.png").write_bytes(b"123")
    first = fingerprint(tmp_path)
    assert first == hashlib.sha256(b"a.png\x003\nb.png\x002\n").hexdigest()
    (tmp_path / "study.speckle.json").write_bytes(b"saved among them")
    assert fingerprint(tmp_path) == first
    (tmp_path / "b.png").write_bytes(b"1")
    assert fingerprint(tmp_path) != first


def test_a_file_that_is_gone_cannot_be_saved(cines: tuple[Cine, Cine], tmp_path: Path) -> None:
    (tmp_path / "one.npy").unlink()
    with pytest.raises(SessionError, match=r"one\.npy cannot be read \(No such file"):
        stored_cine(cines[0])


# -- what does not fit -------------------------------------------------------------------------


def test_what_belongs_to_a_cine_that_is_left_out_goes(
    cines: tuple[Cine, Cine], tmp_path: Path
) -> None:
    one, _ = cines
    session = read_session(saved(everything(*cines), tmp_path / "s.speckle.json"))
    back = fitted(session.wants, {session.wants.cines[0]: one}, CARDS)
    assert back.cines == (one,)
    assert back.cine is one
    assert (back.frame, back.playback.first, back.playback.last) == (0, 0, None)
    assert [pin.cine for pin in back.pins] == [one]
    assert back.line is None
    assert back.edits == ()
    assert back.overlays == {}
    assert [cine for cine, _ in back.painted] == [one]


def test_what_lies_outside_a_cine_that_changed_goes(
    cines: tuple[Cine, Cine], tmp_path: Path
) -> None:
    one, two = cines
    file = saved(everything(one, two), tmp_path / "s.speckle.json")
    small = write_cine(tmp_path / "small.npy", frames=2, rows=3)
    back = read_back(file, small, small)
    assert [(pin.row, pin.column) for pin in back.pins] == [(1, 2)]
    assert back.frame == 1
    assert back.playback_range == (1, 1)
    assert back.looked_at is None
    assert back.line is None
    assert back.edits == ()
    assert back.overlays == {}
    assert back.painted == {}
    assert [roi.name for roi in back.rois] == ["cyst"]
    assert [ruler.name for ruler in back.rulers] == ["wall"]
    assert back.beside is None, "no cine is shown beside itself"


def test_methods_that_are_not_there_lose_their_pane(
    cines: tuple[Cine, Cine], tmp_path: Path
) -> None:
    session = read_session(saved(everything(*cines), tmp_path / "s.speckle.json"))
    found = dict(zip(session.wants.cines, cines, strict=True))
    back = fitted(session.wants, found, {"kpn": CARDS["kpn"]})
    assert back.methods == ("kpn",)
    assert back.selected == "kpn"
    assert back.controls == {}
    assert back.beside == Beside(cines[0], (), "frame", -0.25, 2, (5, 6))


def test_controls_stay_within_their_range(cines: tuple[Cine, Cine], tmp_path: Path) -> None:
    wants = replace(everything(*cines), controls={"ffdnet": {"noise": 900.0, "other": 1.0}})
    back = read_back(saved(wants, tmp_path / "s.speckle.json"), *cines)
    assert back.controls == {"ffdnet": {"noise": 75.0}}


# -- of other versions of this program ---------------------------------------------------------


def changed(file: Path, change: Callable[[Any], None]) -> Path:
    document = json.loads(file.read_text(encoding="utf-8"))
    change(document)
    file.write_text(json.dumps(document).replace("Infinity", "1e999"), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", [f.name for f in fields(Wants) if f.name not in LEFT_OUT])
def test_what_an_older_program_did_not_write_is_as_at_first(
    cines: tuple[Cine, Cine], tmp_path: Path, name: str
) -> None:
    file = saved(everything(*cines), tmp_path / "old.speckle.json")
    session = read_session(changed(file, lambda document: document["wants"].pop(name)))
    assert getattr(session.wants, name) == getattr(Wants(), name)
    assert session.unknown == ()


@pytest.mark.parametrize("name", ["weights", "layout", "lit", "program"])
def test_parts_that_are_missing_are_empty(
    cines: tuple[Cine, Cine], tmp_path: Path, name: str
) -> None:
    file = saved(everything(*cines), tmp_path / "old.speckle.json")
    session = read_session(changed(file, lambda document: document.pop(name)))
    assert session.wants.cines[0].name == "one.npy"
    if name == "layout":
        assert session.layout == Layout()


def test_what_is_missing_further_in_is_as_at_first(
    cines: tuple[Cine, Cine], tmp_path: Path
) -> None:
    def change(document: Any) -> None:
        del document["wants"]["links"]["cursor"]
        del document["cines"][0]["relative"]

    file = saved(everything(*cines), tmp_path / "old.speckle.json")
    session = read_session(changed(file, change))
    assert session.wants.links == Links(view=False, levels=False)
    assert session.cines[0].relative == ""


def test_what_a_newer_program_wrote_is_left_out_and_named(
    cines: tuple[Cine, Cine], tmp_path: Path
) -> None:
    def change(document: Any) -> None:
        document["extra"] = document["wants"]["colour"] = document["wants"]["links"]["sound"] = 1

    plain = saved(everything(*cines), tmp_path / "plain.speckle.json")
    file = saved(everything(*cines), tmp_path / "new.speckle.json")
    session = read_session(changed(file, change))
    assert session.unknown == ("session.extra", "wants.colour", "wants.links.sound")
    assert session_text(session.wants, session.cines, session.weights, session.layout) == (
        plain.read_text(encoding="utf-8")
    )


# -- bad files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no session, or is damaged"),
        (b'{"format": "Speckle Viewer session", ', "is no session, or is damaged"),
        (b"\xff\xfe\x00", "is no session, or is damaged"),
        (b"[" * 100_000, "is no session, or is damaged"),
        (b"[]", "is no session of Speckle Viewer"),
        (b'{"format": "something"}', "is no session of Speckle Viewer"),
        (b'{"format": "Speckle Viewer session", "version": 2}', "is a session of version 2"),
        (b'{"format": "Speckle Viewer session"}', "is a session of version None"),
        (b'{"format": "Speckle Viewer session", "version": NaN}', "NaN is not a number"),
    ],
)
def test_files_that_are_no_session(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "bad.speckle.json"
    file.write_bytes(content)
    with pytest.raises(SessionError) as raised:
        read_session(file)
    assert said in str(raised.value)
    assert str(raised.value).startswith("bad.speckle.json ")


def put(*place: str | int, value: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for key in place[:-1]:
            document = document[key]
        document[place[-1]] = value

    return change


def without(*place: str | int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for key in place[:-1]:
            document = document[key]
        del document[place[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without("wants"), "wants must be an object in braces"),
        (without("cines"), "session.cines is missing"),
        (without("wants", "pins", 0, "row"), "wants.pins[0].row is missing"),
        (put("wants", "frame", value="3"), "wants.frame must be a whole number"),
        (put("wants", "frame", value=True), "wants.frame must be a whole number"),
        (put("wants", "frame", value=-1), "wants.frame must be 0 or more"),
        (put("wants", "beside", "cine", value=1), "wants.beside.cine must be another cine"),
        (put("wants", "beside", "seconds", value=1e9), "wants.beside.seconds must be within 3600"),
        (put("wants", "beside", "sync", value="heart"), "wants.beside.sync must be one of 'time'"),
        (put("wants", "share_scale", value=0), "wants.share_scale must be true or false"),
        (put("wants", "methods", value="kpn"), "wants.methods must be a list"),
        (put("wants", "methods", 0, value=4), "wants.methods[0] must be text"),
        (put("wants", "tool", value="saw"), "wants.tool must be one of 'view'"),
        (put("wants", "cine", value=2), "wants.cine must be the place of a cine"),
        (put("wants", "pins", 1, "cine", value=-1), "wants.pins[1].cine must be the place"),
        (put("wants", "pins", 0, "colour", value=99), "wants.pins[0].colour must be from 0"),
        (put("wants", "controls", value=[]), "wants.controls must be an object"),
        (put("wants", "levels", "kpn", "low", value=100), "wants.levels.kpn must have a low"),
        (put("wants", "views", "kpn", "zoom", value=0), "wants.views.kpn.zoom must be from"),
        (put("wants", "views", "kpn", "row", value=1e999), "wants.views.kpn.row must be a number"),
        (put("wants", "playback", "speed", value=3), "wants.playback.speed must be one of"),
        (put("wants", "line", "start", value=[1]), "wants.line.start must hold 2 values"),
        (put("wants", "kernel_map", "name", value="x"), "wants.kernel_map.name must be one of"),
        (put("wants", "gallery", "spacing", value=0), "wants.gallery.spacing must be one of"),
        (put("wants", "bench", "wavelet", value="x"), "wants.bench.wavelet must be one of"),
        (put("wants", "steering", "kpn", "strength", value=9), "steering has a strength from 0"),
        (put("wants", "edits", 0, "edit", "taps", 0, "dy", value=3), "must lie within their"),
        (put("wants", "comparison", "gain", value=0), "wants.comparison.gain must be from 1"),
        (put("wants", "painted", 0, 1, "zlib", value="AAAA"), "painted[0][1] is damaged"),
        (put("wants", "painted", 0, 1, "zlib", value=7), "painted[0][1] is damaged"),
        (put("wants", "painted", 0, 1, "shape", value=[12, 21]), "painted[0][1] is damaged"),
        (put("wants", "painted", 0, 1, "shape", value=[10**9, 10**9]), "has a wrong shape"),
        (put("wants", "painted", 0, 1, "type", value="object"), "must be of float32"),
        (put("wants", "rois", 0, "colour", value=8), "wants.rois[0].colour must be from 0 to 7"),
        (put("wants", "rois", 0, "shape", value="star"), "rois[0].shape must be one of"),
        (put("wants", "rois", 0, "points", value=[[1, 2]]), "must be as many as its shape has"),
        (put("wants", "rois", 0, "shape", value="brush"), "rois[0].painted must be there for"),
        (put("wants", "rois", 1, "painted", value=None), "rois[1].painted must be there for"),
        (put("wants", "rulers", 0, "end", value=[1]), "wants.rulers[0].end must hold 2 values"),
        (put("wants", "brush_width", value=0), "wants.brush_width must be from 1 to 200"),
        (put("lit", "pixels", value=[[True]]), "lit.pixels must be an array"),
        (put("cines", 0, "rows", value=10**9), "cines[0] has an impossible size"),
        (put("cines", 0, "frames", value=10**9), "cines[0] has an impossible size"),
        (put("layout", "explainers", value=None), "layout.explainers must be a list"),
        (put("weights", "kpn", value=1), "weights.kpn must be text"),
    ],
)
def test_what_is_wrong_in_a_session_is_said(
    cines: tuple[Cine, Cine], tmp_path: Path, change: Callable[[Any], None], said: str
) -> None:
    file = changed(saved(everything(*cines), tmp_path / "bad.speckle.json"), change)
    with pytest.raises(SessionError) as raised:
        read_session(file)
    assert said in str(raised.value)
    assert str(raised.value).startswith("The session bad.speckle.json cannot be used: ")
    assert str(raised.value).endswith("Mend it there, or choose another.")


def test_a_cine_in_another_folder_has_a_plain_path_again(tmp_path: Path) -> None:
    folder = tmp_path / "one" / "sessions"
    folder.mkdir(parents=True)
    (tmp_path / "cines").mkdir()
    stored = stored_cine(write_cine(tmp_path / "cines" / "a.npy"))
    place = place_of(seen_from(stored, folder), folder)
    assert str(place) == os.path.realpath(tmp_path / "cines" / "a.npy")


@pytest.mark.parametrize("name", ["", "Region\n1", "Cyst"])
def test_regions_have_names_of_their_own(name: str, tmp_path: Path) -> None:
    cine = write_cine(tmp_path / "a.npy")
    box = ((1.0, 1.0), (4.0, 6.0))
    rois = tuple(Roi(cine, one, 0, "rectangle", box) for one in ("Cyst", name))
    file = saved(Wants(cines=(cine,), cine=cine, rois=rois), tmp_path / "a.speckle.json")
    with pytest.raises(SessionError, match=r"wants\.rois\[1\]\.name must be a name that no other"):
        read_session(file)
