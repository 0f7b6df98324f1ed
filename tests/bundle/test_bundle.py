"""An evidence bundle holds what is shown, opens again, and names nobody unless asked to."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
import torch
from PIL import Image

from speckle_viewer.bundle import Bundle, bundle_of, write_bundle
from speckle_viewer.bundle.nameless import without_names
from speckle_viewer.cine import Cine, Region, Timing
from speckle_viewer.denoising import Request, Status
from speckle_viewer.errors import ExportError, SessionError
from speckle_viewer.evidence.kernel_field import KernelField
from speckle_viewer.evidence.shown import (
    FROM_CENTRE,
    OF_BAND,
    Curves,
    Picture,
    Shown,
    Table,
)
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.viewer import INPUT, Facts, Levels, Pin, Scene, ViewerState, resolve
from speckle_viewer.viewer.beside import across
from speckle_viewer.viewer.drawn import drawn_whole
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.session import Layout, StoredCine, fingerprint, read_session
from speckle_viewer.viewer.session_open import place_of
from tests.viewer.cines import COLUMNS, ROWS, compared_scene, make_card, make_result

NAME = "MUELLER_ANNA_1960.dcm"
INSIDE = Region(5, 10, 35, 50, (0.5, 0.25), "tissue", "header")
TISSUE = (slice(5, 35), slice(10, 50))
PIN = (12, 30)
LAYOUT = Layout(("measurements",), "measurements", "kernel")


class Bright:
    """Grey everywhere, beside the region too."""

    def decode(self, index: int) -> np.ndarray:
        return np.full((ROWS, COLUMNS), 90, np.uint8)

    def close(self) -> None:
        pass


def field() -> KernelField:
    torch.manual_seed(1)
    taps = torch.randn(1, 9, ROWS, COLUMNS) / 9
    return KernelField((taps,), torch.rand(1, ROWS, COLUMNS), torch.rand(ROWS, COLUMNS))


def recording(folder: Path, content: bytes, region: Region) -> Cine:
    """A cine with one region, whose file and folder name a patient."""
    path = folder / NAME
    folder.mkdir()
    path.write_bytes(content)
    return Cine(
        Bright(),
        name=NAME,
        path=path,
        frame_count=4,
        shape=(ROWS, COLUMNS),
        timing=Timing(np.arange(4) / 20, "FrameTime"),
        regions=[region],
    )


@pytest.fixture(scope="module")
def cine(tmp_path_factory: pytest.TempPathFactory) -> Cine:
    made = recording(tmp_path_factory.mktemp("recordings") / "ward 7", b"a recording", INSIDE)
    assert made.tissue(2)[TISSUE].all()
    assert made.tissue(2).sum() == 30 * 40
    return made


@pytest.fixture(scope="module")
def stored(cine: Cine) -> StoredCine:
    assert cine.path is not None
    digest, size = fingerprint(cine.path), cine.path.stat().st_size
    return StoredCine(str(cine.path), False, digest, 4, ROWS, COLUMNS, "ward 7/" + NAME, size)


@pytest.fixture(scope="module")
def scene(cine: Cine) -> Scene:
    state = ViewerState()
    state.add_cine(cine)
    state.choose_method("kpn", True)
    state.set_playback(playing=False)
    state.go_to(2)
    state.linked.set_levels(INPUT, Levels(20, 220))
    state.pins.toggle(*PIN)
    box = ((8.0, 12.0), (20.0, 30.0))
    state.change(rois=(Roi(cine, "<b>cyst</b>", 2, "ellipse", box),))
    request = Request(cine, 2, "kpn", needs_evidence=True)
    plain = make_result(request)
    image = plain.image.copy()
    image[::2] = 140
    prediction = Prediction(torch.rand(ROWS, COLUMNS), kernels=field())
    result = replace(plain, image=image, prediction=prediction, burst=(2,))
    facts = Facts(
        image=cine.frame(2),
        image_frame=2,
        results={"kpn": result},
        cards=CARDS,
        engine=Status("cpu", "bfloat16"),
    )
    return resolve(state.wants, facts)


CARDS = {"kpn": replace(make_card("kpn", "KPN"), sha256="ab" * 32, training="on phantoms")}
MEASURED = Shown(
    "Measurements",
    {"Frame": "3 of 4"},
    (Table("Table", ("Region", "Mean (grey levels)"), (("cyst", 41.25), ("wall", None))),),
)


def written(file: Path, scene: Scene, stored: StoredCine, shown: Shown, named: bool) -> Path:
    bundle = bundle_of(scene, [stored], [shown], CARDS, LAYOUT, named=named)
    return write_bundle(file, bundle)


@pytest.fixture(scope="module")
def file(scene: Scene, stored: StoredCine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle as it is saved unless one asks for names."""
    return written(tmp_path_factory.mktemp("out") / "a.zip", scene, stored, MEASURED, False)


@pytest.fixture
def bundle(file: Path) -> Iterator[ZipFile]:
    with ZipFile(file) as opened:
        yield opened


@pytest.fixture(scope="module")
def named(scene: Scene, stored: StoredCine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with names."""
    return written(tmp_path_factory.mktemp("out") / "b.zip", scene, stored, MEASURED, True)


def array(bundle: ZipFile, name: str) -> np.ndarray:
    return np.asarray(np.load(io.BytesIO(bundle.read(name)), allow_pickle=False))


# -- what is in it -----------------------------------------------------------------------------


def test_it_holds_what_is_shown(bundle: ZipFile) -> None:
    assert sorted(bundle.namelist()) == sorted(
        [
            *(f"frames/{name}{end}" for name in ("1-input", "2-kpn") for end in (".npy", ".png")),
            *(
                f"{name}{end}"
                for name in ("kernels/1-pin-1-kernel-of-kpn", "explainers/1-measurements")
                for end in (".npz", ".png", ".svg", ".tsv")
            ),
            "report.html",
            "session.speckle.json",
            "versions.json",
        ]
    )


def test_frames_are_as_displayed_and_as_values(named: Path, scene: Scene) -> None:
    bundle, shown = ZipFile(named), scene.panes[1].image
    assert shown is not None
    assert np.array_equal(array(bundle, "frames/2-kpn.npy"), shown)
    picture = np.asarray(Image.open(io.BytesIO(bundle.read("frames/2-kpn.png"))))
    wanted = np.clip((shown.astype(float) - 20) / 200, 0, 1) * 255
    assert np.abs(picture[..., 0] - wanted).max() <= 1


def test_the_kernel_at_a_pin_is_the_one_that_was_predicted(bundle: ZipFile) -> None:
    content = io.BytesIO(bundle.read("kernels/1-pin-1-kernel-of-kpn.npz"))
    with np.load(content, allow_pickle=False) as arrays:
        weights = arrays["weights_3_3"]
    (taps,) = field().taps
    assert np.allclose(weights, taps[0, :, PIN[0], PIN[1]].reshape(3, 3).numpy())


def test_versions_say_what_it_was_made_with(bundle: ZipFile, stored: StoredCine) -> None:
    known = json.loads(bundle.read("versions.json"))
    assert known["PyTorch"] == torch.__version__
    assert (known["Device"], known["Arithmetic"]) == ("cpu", "bfloat16")
    assert known["weights_sha256"] == {"kpn": "ab" * 32}
    assert known["cines_sha256"] == {"cine 1": stored.sha256}


# -- the report --------------------------------------------------------------------------------


class Page(HTMLParser):
    """Tags, what they refer to, and the text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.references, self.said = list[str](), list[str](), ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.references += [v or "" for n, v in attrs if n in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.said += data


def test_the_report_is_one_page_that_needs_nothing_else(bundle: ZipFile) -> None:
    page = Page(bundle.read("report.html").decode())
    assert len(page.references) == 3  # two images and a kernel
    assert all(reference.startswith("data:image/png;base64,") for reference in page.references)
    assert not {"script", "link", "iframe"} & {*page.tags}


def test_the_report_says_what_one_must_know(bundle: ZipFile, stored: StoredCine) -> None:
    said = Page(bundle.read("report.html").decode()).said
    for words in (
        "cine 1",
        stored.sha256,
        "Levels 20 to 220",
        "0.5 mm/px down, 0.25 mm/px across",
        "Pin 1: kernel of KPN",
        "on phantoms",
        "ab" * 32,
        "41.25",
        "bfloat16",
        "Not a medical device",
        "Σ weights · patch + bias",
        "mm²",
        "rows 8 to 19, columns 12 to 29 px",
        "KPN (grey levels)",
    ):
        assert words in said, words


def test_what_the_user_typed_is_text_in_the_report(bundle: ZipFile) -> None:
    page = Page(bundle.read("report.html").decode())
    assert "<b>cyst</b>" in page.said


# -- names -------------------------------------------------------------------------------------


def test_nothing_names_the_patient(scene: Scene, stored: StoredCine, tmp_path: Path) -> None:
    told = Shown(f"Map of {NAME}", {"Recording": NAME}, ())
    bundle = ZipFile(written(tmp_path / "a.zip", scene, stored, told, False))
    for name in bundle.namelist():
        assert "mueller" not in name.lower()
        if not name.endswith((".png", ".npy", ".npz")):
            content = bundle.read(name).decode()
            assert "MUELLER" not in content, name
            assert "ward 7" not in content, name


def test_what_is_written_beside_the_tissue_is_black(bundle: ZipFile) -> None:
    for pane in ("1-input", "2-kpn"):
        values = array(bundle, f"frames/{pane}.npy")
        picture = np.asarray(Image.open(io.BytesIO(bundle.read(f"frames/{pane}.png"))))
        assert values[TISSUE].all()
        assert values.sum() == values[TISSUE].sum()
        assert picture.sum() == picture[TISSUE].sum()


def test_names_stay_if_they_are_asked_for(named: Path) -> None:
    bundle = ZipFile(named)
    assert NAME in bundle.read("report.html").decode()
    assert "ward 7" not in bundle.read("session.speckle.json").decode()
    assert (array(bundle, "frames/1-input.npy") == 90).all()


def test_pictures_of_the_frame_are_masked_and_kernels_are_not(cine: Cine) -> None:
    tissue = cine.tissue(0)
    values = np.ones((ROWS // 2, COLUMNS // 2))
    kernel = Picture("Weights", np.ones((3, 3)), row0=-1, column0=-1, axes=FROM_CENTRE)
    part = Picture("Map", values, row0=2, column0=4, step=2)
    part = replace(part, values=values[:-1, :-2])
    curves = Curves(NAME, np.arange(3), "t (s)", {NAME: np.arange(3)}, "y")
    shown = without_names(Shown(NAME, {}, (kernel, part, curves)), {cine: "cine 1"}, tissue)
    own, masked, plot = shown.panels
    assert isinstance(own, Picture)
    assert own.values.all()
    assert isinstance(masked, Picture)
    rows = 2 + 2 * np.arange(masked.values.shape[0])
    columns = 4 + 2 * np.arange(masked.values.shape[1])
    assert np.array_equal(~np.isnan(masked.values), tissue[np.ix_(rows, columns)])
    assert isinstance(plot, Curves)
    assert (shown.title, plot.title, [*plot.ys]) == ("cine 1", "cine 1", ["cine 1"])


def test_pictures_with_other_axes_stay_whole_and_sub_bands_stay_out(cine: Cine) -> None:
    m_mode = Picture("M", np.ones((4, 6)), axes=("Time (s)", "Depth (mm)"))
    band = Picture("LL 1", np.ones((ROWS // 2, COLUMNS // 2)), axes=OF_BAND)
    beyond = Picture("Map", np.ones((ROWS + 2, COLUMNS)))
    shown = without_names(Shown("", {}, (m_mode, band, beyond)), {}, cine.tissue(0))
    whole, masked = shown.panels
    assert isinstance(whole, Picture)
    assert whole.values.all()
    assert isinstance(masked, Picture)
    assert np.array_equal(~np.isnan(masked.values[:ROWS]), cine.tissue(0))
    assert np.isnan(masked.values[ROWS:]).all()


@pytest.fixture(scope="module")
def compared(cine: Cine, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The difference of two cines of the same name, the second with tissue further to the right."""
    folder = tmp_path_factory.mktemp("recordings") / "SCHMIDT PAUL"
    other = recording(folder, b"another recording", replace(INSIDE, left=20, right=55))
    scene = compared_scene(cine, other)
    assert scene.comparison is not None
    assert "SCHMIDT" in scene.comparison.title
    return scene


def test_what_compares_two_cines_names_neither_and_shows_nothing_beside_their_tissue(
    compared: Scene, stored: StoredCine, tmp_path: Path
) -> None:
    bundle = bundle_of(compared, [stored, stored], [], CARDS, LAYOUT)
    page = ZipFile(write_bundle(tmp_path / "a.zip", bundle)).read("report.html").decode()
    assert "Input (cine 2) − Input (cine 1)" in page
    assert not re.search("MUELLER|SCHMIDT|ward", page)
    shown = bundle.frames[-1].pane
    tissue = np.zeros((ROWS, COLUMNS), bool)
    tissue[5:35, 20:50] = True
    assert shown.values is not None
    assert np.array_equal(shown.values != 0, tissue)
    drawn = drawn_whole(shown)
    assert (drawn[~tissue] == drawn[0, 0]).all()
    assert (drawn[tissue] != drawn[0, 0]).any()
    named = bundle_of(compared, [stored, stored], [], CARDS, LAYOUT, named=True)
    assert named.frames[-1].pane.title == f"Input ({NAME}) − Input ({NAME})"


def test_what_explains_the_second_cine_is_masked_by_its_tissue(
    compared: Scene, stored: StoredCine
) -> None:
    wants = replace(compared.wants, explaining=across(INPUT))
    shown = Shown("Map", {}, (Picture("Map", np.ones((ROWS, COLUMNS))),))
    bundle = bundle_of(replace(compared, wants=wants), [stored, stored], [shown], CARDS, LAYOUT)
    (picture,) = bundle.shown[0].panels
    assert isinstance(picture, Picture)
    assert np.array_equal(~np.isnan(picture.values), wants.cines[1].tissue(0))


def test_pins_and_kernels_of_both_cines_are_there(compared: Scene, stored: StoredCine) -> None:
    one, two = compared.wants.cines
    beside = compared.beside
    assert beside is not None
    request = Request(two, 0, "kpn")
    made = replace(make_result(request), prediction=Prediction(torch.rand(ROWS, COLUMNS), field()))
    pane = replace(beside.panes[0], id="kpn", title="KPN", result=made, frame=0)
    pins = Pin(one, 9, 30, 0), Pin(two, 20, 40, 0)
    beside = replace(beside, panes=(pane,), wants=replace(beside.wants, pins=pins))
    scene = replace(compared, beside=beside, wants=replace(compared.wants, pins=pins))
    bundle = bundle_of(scene, [stored, stored], [], CARDS, LAYOUT)
    assert bundle.pins == (("cine 1", pins[:1]), ("cine 2", pins[1:]))
    (kernel,) = bundle.kernels
    assert kernel.title == "Pin 1 of cine 2: kernel of KPN"
    weights = next(panel for panel in kernel.panels if panel.title == "Weights 3 × 3")
    assert isinstance(weights, Picture)
    np.testing.assert_array_equal(weights.values, field().at(20, 40).taps[0][0])


# -- opening and writing -----------------------------------------------------------------------


def test_it_opens_again_and_knows_its_cine_by_contents(
    file: Path, cine: Cine, tmp_path: Path
) -> None:
    session = read_session(file)
    assert [(pin.row, pin.column) for pin in session.wants.pins] == [PIN]
    assert session.wants.frame == 2
    assert session.layout == LAYOUT
    (known,) = session.cines
    assert known.name == "cine 1"
    assert cine.path is not None
    assert place_of(known, tmp_path) is None
    assert place_of(known, tmp_path, [tmp_path / "gone.dcm", cine.path]) == cine.path


class Ended(Exception):
    pass


def test_nothing_is_left_of_what_is_cancelled(
    scene: Scene, stored: StoredCine, tmp_path: Path
) -> None:
    bundle = bundle_of(scene, [stored], [MEASURED], CARDS, LAYOUT)
    done = list[float]()

    def end() -> None:
        if len(done) == 2:
            raise Ended

    with pytest.raises(Ended):
        write_bundle(tmp_path / "out" / "a.zip", bundle, check=end, progress=done.append)
    assert [*(tmp_path / "out").iterdir()] == []
    assert done == sorted(done)


def test_a_full_disk_is_a_sentence_and_the_old_file_stays(
    scene: Scene, stored: StoredCine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"old")
    bundle: Bundle = bundle_of(scene, [stored], [], CARDS, LAYOUT)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ZipFile, "writestr", full)
    with pytest.raises(ExportError, match=r"The disk is full: a\.zip was not written"):
        write_bundle(file, bundle)
    assert file.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 damaged", b"no zip", b"PK\x05\x06" + bytes(18)]
)
def test_a_zip_that_is_no_bundle_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    with pytest.raises(SessionError, match=r"other\.zip is no evidence bundle"):
        read_session(file)
    with ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(SessionError, match=r"other\.zip is no evidence bundle"):
        read_session(file)
