"""Sub-bands against PyWavelets and the networks' own transform; energies by Parseval."""

from pathlib import Path

import numpy as np
import pytest
import pywt
import torch

from speckle_viewer.cine import open_cine
from speckle_viewer.evidence.wavelet_bench import (
    DETAILS,
    coefficient_at,
    colour_limits,
    decompose,
    figures,
    histogram,
    masks,
    pixel_of,
)
from speckle_viewer.ops.wavelet import haar_dwt
from speckle_viewer.viewer.bench import WAVELETS

SIZES = [(64, 96), (61, 90), (57, 83), (48, 49)]


def image(shape: tuple[int, int], seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(0, 255, shape)


@pytest.mark.parametrize("shape", SIZES)
def test_haar_bands_are_those_of_wavedec2(shape: tuple[int, int]) -> None:
    pyramid = decompose(image(shape), "haar", 3)
    lowest, *finer = pywt.wavedec2(image(shape), "haar", level=3)
    np.testing.assert_allclose(pyramid.bands["LL", 3], lowest, rtol=1e-14, atol=1e-11)
    for level, details in zip((3, 2, 1), finer, strict=True):
        for name, expected in zip(DETAILS, details, strict=True):
            np.testing.assert_allclose(pyramid.bands[name, level], expected, rtol=0, atol=1e-11)


def test_haar_bands_are_those_of_the_networks() -> None:
    x = torch.from_numpy(image((64, 96)))[None, None]
    pyramid = decompose(image((64, 96)), "haar", 3)
    for level in (1, 2, 3):
        x, *details = haar_dwt(x).chunk(4, 1)
        for name, band in zip(DETAILS, details, strict=True):
            np.testing.assert_allclose(band[0, 0], pyramid.bands[name, level], rtol=0, atol=1e-11)
    np.testing.assert_allclose(x[0, 0], pyramid.bands["LL", 3], rtol=1e-14, atol=1e-11)


def test_a_horizontal_edge_lies_in_lh_and_a_vertical_one_in_hl() -> None:
    step = np.zeros((16, 16))
    step[5:] = 100
    energies = {f.band: f.before for f in figures(decompose(step, levels=1))}
    assert energies["LH", 1] > 0
    assert energies["HL", 1] == energies["HH", 1] == 0
    energies = {f.band: f.before for f in figures(decompose(step.T.copy(), levels=1))}
    assert energies["HL", 1] > 0
    assert energies["LH", 1] == energies["HH", 1] == 0


@pytest.mark.parametrize("wavelet", WAVELETS)
@pytest.mark.parametrize("shape", SIZES)
def test_all_bands_together_are_the_image(wavelet: str, shape: tuple[int, int]) -> None:
    pyramid = decompose(image(shape), wavelet, 3)
    # PyWavelets has the filters of the symlets and coiflets to some 12 figures.
    exact = 1e-11 if wavelet in ("haar", "db2") else 1e-7
    np.testing.assert_allclose(pyramid.reconstructed(), image(shape), rtol=0, atol=exact)


@pytest.mark.parametrize("wavelet", ["haar", "sym4"])
@pytest.mark.parametrize("shape", SIZES)
def test_a_muted_band_is_that_of_pywavelets_with_zeros(
    wavelet: str, shape: tuple[int, int]
) -> None:
    pyramid = decompose(image(shape), wavelet, 2)
    coefficients = pywt.wavedec2(image(shape), wavelet, "periodization", 2)
    coefficients[1] = (coefficients[1][0] * 0, coefficients[1][1] * 1.5, coefficients[1][2])
    expected = pywt.waverec2(coefficients, wavelet, "periodization")[: shape[0], : shape[1]]
    mixed = pyramid.reconstructed({("LH", 2): 0.0, ("HL", 2): 1.5})
    np.testing.assert_allclose(mixed, expected, rtol=0, atol=1e-12)
    assert np.abs(mixed - image(shape)).max() > 1


@pytest.mark.parametrize("wavelet", WAVELETS)
def test_energies_add_up_to_the_mean_square_of_the_image(wavelet: str) -> None:
    before, after = image((64, 96)), image((64, 96), 1)
    rows = figures(decompose(before, wavelet), decompose(after, wavelet))
    assert sum(r.before for r in rows) == pytest.approx(np.mean(before**2), rel=1e-10)
    assert sum(r.after or 0 for r in rows) == pytest.approx(np.mean(after**2), rel=1e-10)
    difference = np.mean((before - after) ** 2)
    assert sum(r.taken or 0 for r in rows) == pytest.approx(difference, rel=1e-10)
    assert rows[0].share == (rows[0].taken or 0) / rows[0].before


def test_figures_of_tissue_count_only_what_belongs_to_nothing_else() -> None:
    tissue = np.zeros((16, 24), bool)
    tissue[3:16, 5:20] = True
    inside = masks(tissue, 2)
    for level in (1, 2):
        step = 1 << level
        blocks = tissue.reshape(16 // step, step, 24 // step, step)
        assert np.array_equal(inside[level], blocks.all((1, 3)))
    values = image((16, 24))
    pyramid = decompose(values, levels=2)
    (row,) = (r for r in figures(pyramid, tissue=tissue) if r.band == ("HH", 2))
    chosen = pyramid.bands["HH", 2][inside[2]]
    assert row.before == pytest.approx(float(np.mean(chosen**2)) / 16)
    assert np.isnan(figures(pyramid, tissue=np.zeros_like(tissue))[0].before)


@pytest.mark.parametrize("shape", SIZES)
def test_the_mosaic_holds_every_band_where_it_says(shape: tuple[int, int]) -> None:
    pyramid = decompose(image(shape), "haar", 3)
    mosaic, places = pyramid.mosaic()
    for band, values in pyramid.bands.items():
        (row, column), (rows, columns) = places[band], values.shape
        assert np.array_equal(mosaic[row : row + rows, column : column + columns], values)
    half = pyramid.bands["LH", 1].shape
    assert places["LL", 3] == (0, 0)
    below, beside = places["LH", 1], places["HL", 1]  # high along the rows' normal: below
    assert below[1] == beside[0] == 0
    assert half[0] <= below[0] <= half[0] + 2
    assert half[1] <= beside[1] <= half[1] + 2


@pytest.mark.parametrize("shape", SIZES)
def test_a_pixel_marks_the_one_coefficient_that_it_changes(shape: tuple[int, int]) -> None:
    for row, column in ((0, 0), (20, 31), (shape[0] - 1, shape[1] - 1)):
        impulse = np.zeros(shape)
        impulse[row, column] = 1
        for (_, level), values in decompose(impulse, "haar", 3).bands.items():
            marked = coefficient_at(row, column, level)
            assert np.argwhere(np.abs(values) > 1e-12).tolist() in ([], [[*marked]])
            assert coefficient_at(*pixel_of(*marked, level, shape), level) == marked


@pytest.mark.parametrize("wavelet", WAVELETS)
def test_longer_wavelets_are_marked_where_they_are_strongest(wavelet: str) -> None:
    impulse = np.zeros((128, 128))
    impulse[70, 53] = 1
    level_one = decompose(impulse, wavelet, 1).bands["LL", 1]
    strongest = np.unravel_index(np.abs(level_one).argmax(), level_one.shape)
    marked = coefficient_at(70, 53, 1)
    assert np.abs(np.subtract(strongest, marked)).max() <= 1


def test_small_images_have_fewer_levels_and_what_cannot_be_taken_apart_is_said() -> None:
    assert decompose(image((5, 9)), "haar", 6).levels == 2
    assert decompose(image((1, 9)), "haar", 3).reconstructed().shape == (1, 9)
    with pytest.raises(ValueError, match="no orthogonal wavelet"):
        decompose(image((8, 8)), "bior2.2")
    with pytest.raises(ValueError, match="no orthogonal wavelet"):
        decompose(image((8, 8)), "mexh")
    with pytest.raises(ValueError, match="rows, columns"):
        decompose(np.zeros((2, 8, 8)))


def test_histograms_count_all_coefficients_in_per_cent() -> None:
    values, mask = image((40, 50)) - 128, np.zeros((40, 50), bool)
    mask[:10] = True
    edges, heights = histogram(values, (-100, 100), mask)
    assert len(edges) == len(heights) + 1 == 61
    assert heights.sum() == pytest.approx(100)
    inner = ((values[:10] > edges[1]) & (values[:10] < edges[-2])).mean() * 100
    assert heights[1:-1].sum() == pytest.approx(inner)


def test_one_per_cent_of_a_level_exceeds_its_colours() -> None:
    pyramid = decompose(image((64, 96)), levels=2)
    details = np.concatenate([pyramid.bands[name, 1].ravel() for name in DETAILS])
    beyond = (np.abs(details) > colour_limits(pyramid)[1]).mean()
    assert beyond == pytest.approx(0.01, abs=2e-3)


def test_a_cardiac_frame_is_put_together_exactly(shared_data: Path) -> None:
    cine = open_cine(shared_data / "dicom" / "sonosite_turbo_jpegbaseline_ybr422_30f.dcm")
    frame = 255 * cine.grey(3)[:231, :317]  # odd both ways
    for wavelet in WAVELETS:
        pyramid = decompose(frame, wavelet, 5)
        np.testing.assert_allclose(pyramid.reconstructed(), frame, rtol=0, atol=2e-3)
    tissue = cine.tissue(3)[:231, :317]
    rows = figures(decompose(frame), decompose(0.5 * frame), tissue)
    assert [round(row.share or 0, 4) for row in rows] == [0.25] * len(rows)
    cine.close()


def test_bands_of_a_difference_are_the_difference_of_the_bands() -> None:
    first, second = image((37, 50)), image((37, 50))[::-1]
    taken = decompose(first, "sym4", 2).minus(decompose(second, "sym4", 2))
    expected = decompose(first - second, "sym4", 2)
    for band, values in expected.bands.items():
        np.testing.assert_allclose(taken.bands[band], values, atol=1e-9)
    np.testing.assert_allclose(taken.reconstructed(), first - second, atol=1e-9)
