"""A codebook: each pixel takes one of a few kernels, and the field says which."""

import numpy as np
import pytest
import torch
from scipy.ndimage import correlate, gaussian_filter, sobel
from scipy.special import softmax

from speckle_viewer.denoising.tiling import predict_tiled
from speckle_viewer.evidence import EntryKernels
from speckle_viewer.evidence.entry_kernels import apply_entries, blend_entries
from speckle_viewer.evidence.kernel_maps import kernel_maps
from speckle_viewer.evidence.statistics import sample_kernels
from speckle_viewer.methods.differentiable import differentiable
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks.codebook import RULES, Codebook
from speckle_viewer.networks.local_features import NAMES, local_features
from tests.denoising.fakes import card_of
from tests.networks.codebooks import book, random


def test_each_pixel_is_weighed_by_its_own_entry() -> None:
    image, entries = random(70, 41), random(7, 5, 5, seed=1) - 0.4
    index = torch.randint(7, (70, 41), generator=torch.Generator().manual_seed(2)).to(torch.uint8)
    found = apply_entries(image, entries, index)
    padded = np.pad(image.double().numpy(), 2, mode="edge")
    for row, column in np.ndindex(*image.shape):
        patch = padded[row : row + 5, column : column + 5]
        expected = (entries[int(index[row, column])].double().numpy() * patch).sum()
        assert found[row, column] == pytest.approx(expected, abs=1e-5)


def test_each_pixel_is_weighed_by_its_own_blend() -> None:
    image, entries = random(35, 41), random(7, 5, 5, seed=1) - 0.4
    blend = random(7, 18, 21, seed=2).softmax(0)
    found = blend_entries(image, entries, blend)
    padded = np.pad(image.double().numpy(), 2, mode="edge")
    for row, column in np.ndindex(*image.shape):
        shares = blend[:, row // 2, column // 2].double().numpy()
        kernel = np.tensordot(shares, entries.double().numpy(), 1)
        expected = (kernel * padded[row : row + 5, column : column + 5]).sum()
        assert found[row, column] == pytest.approx(expected, abs=1e-5)


def test_a_blend_is_the_softmax_of_the_scores() -> None:
    network, image = book("blend"), random(21, 26)
    field = network.predict(image[None]).kernels
    assert isinstance(field, EntryKernels)
    features = local_features(image).double().numpy()
    scores = np.einsum("ef,fhw->ehw", network.weights.double().numpy(), features)
    expected = softmax(scores + network.offsets.double().numpy()[:, None, None], 0)
    np.testing.assert_allclose(field.blend, expected, atol=1e-5)
    np.testing.assert_allclose(field.blend_at(20, 7), expected[:, 10, 3], atol=1e-5)
    assert field.entry_at(20, 7) == expected[:, 10, 3].argmax()
    taps = np.tensordot(expected[:, 10, 3], network.entries.double().numpy(), 1)
    kernel = field.at(20, 7)
    np.testing.assert_allclose(kernel.taps[0][0], taps, atol=1e-6)
    assert kernel.weighted == pytest.approx(kernel.output, abs=1e-5)


def test_the_field_says_which_kernel_made_a_pixel() -> None:
    network = book("linear")
    image = random(31, 40)
    prediction = network.predict(image[None])
    field = prediction.kernels
    assert isinstance(field, EntryKernels)
    torch.testing.assert_close(field.apply(), field.output)
    kernel = field.at(30, 7)
    assert kernel.weighted == pytest.approx(kernel.output, abs=1e-5)
    taps = network.entries[field.entry_at(30, 7)].numpy()
    np.testing.assert_array_equal(kernel.taps[0][0], taps)
    rows, columns = np.array([0, 30, 12]), np.array([0, 39, 5])
    for several, row, column in zip(field.taps_at(rows, columns)[0], rows, columns, strict=True):
        np.testing.assert_array_equal(several, field.at(int(row), int(column)).taps[0])
    assert field.blend_at(30, 7).tolist() == [e == field.entry_at(30, 7) for e in range(5)]
    # A byte per pixel for the choice, two images, and the entries once.
    assert field.nbytes == 31 * 40 * (1 + 4 + 4) + network.entries.nbytes


def test_features_are_what_their_names_say() -> None:
    image = random(48, 60).square()
    found = dict(zip(NAMES, local_features(image).numpy(), strict=True))
    blocks = image.double().numpy().reshape(24, 2, 30, 2)
    brightness, squares = blocks.mean((1, 3)), np.square(blocks).mean((1, 3))
    for scale in (1, 2, 4):

        def blur(values, scale=scale):
            return gaussian_filter(values, scale, mode="nearest", truncate=3)

        mean = blur(brightness)
        name = f"{2 * scale} px"
        spread = np.sqrt(blur(squares) - mean**2)
        np.testing.assert_allclose(found[f"standard deviation, {name}"], spread, atol=1e-5)
        across = correlate(mean, [[-0.5, 0, 0.5]], mode="nearest")
        down = correlate(mean, [[-0.5], [0], [0.5]], mode="nearest")
        np.testing.assert_allclose(found[f"gradient down, {name}"], down, atol=1e-6)
        xx, yy, xy = blur(across**2), blur(down**2), blur(across * down)
        np.testing.assert_allclose(found[f"edge strength, {name}"], np.sqrt(xx + yy), atol=1e-3)
        tensor = 2 * xy / (xx + yy + 1e-8)
        np.testing.assert_allclose(found[f"edge direction 45°, {name}"], tensor, atol=1e-3)
        curved = correlate(mean, [[1, -2, 1]], mode="nearest")
        np.testing.assert_allclose(found[f"curvature across, {name}"], curved, atol=1e-5)
    np.testing.assert_allclose(found["mean, 8 px"], mean, atol=1e-6)
    assert np.sign(sobel(mean, 0)[5, 5]) == np.sign(found["gradient down, 8 px"][5, 5])


def test_the_best_score_wins() -> None:
    network, image = book("linear"), random(20, 26)
    features = local_features(image).double().numpy()
    scores = np.einsum("ef,fhw->ehw", network.weights.double().numpy(), features)
    scores += network.offsets.double().numpy()[:, None, None]
    best = np.repeat(np.repeat(scores.argmax(0), 2, 0), 2, 1)
    np.testing.assert_array_equal(network.choose(image)[0], best)


def test_correlation_is_that_of_the_patches() -> None:
    network, image = book("correlation", 3), random(14, 12)
    chosen, _ = network.choose(image)
    padded = np.pad(image.numpy(), 2, mode="edge")
    for row, column in np.ndindex(*image.shape):
        patch = padded[row : row + 5, column : column + 5]
        scores = [np.corrcoef(patch.ravel(), p.numpy().ravel())[0, 1] for p in network.patches]
        assert chosen[row, column] == np.argmax(scores)


@pytest.mark.parametrize("rule", RULES)
def test_tiles_and_odd_sizes_are_as_the_whole(rule: str) -> None:
    method = NetworkMethod(card_of("book"), book(rule))
    burst = random(1, 1, 151, 133)
    whole = method.predict(burst, {})
    tiled = predict_tiled(
        method, burst, {}, device=torch.device("cpu"), dtype=torch.float32, side=64
    )
    torch.testing.assert_close(tiled.kernels.index, whole.kernels.index)
    torch.testing.assert_close(tiled.image, whole.image)
    rows, columns = np.array([150, 0, 77]), np.array([132, 64, 65])
    for found, expected in zip(
        tiled.kernels.taps_at(rows, columns), whole.kernels.taps_at(rows, columns), strict=True
    ):
        np.testing.assert_allclose(found, expected, atol=1e-6)


@pytest.mark.parametrize("rule", ["linear", "blend"])
def test_it_computes_in_float32_and_can_be_differentiated(rule: str) -> None:
    method = NetworkMethod(card_of("book"), book(rule))
    assert method.only_float32
    burst = random(1, 1, 30, 30)
    rounded = method.predict(burst, {}, dtype=torch.bfloat16)
    torch.testing.assert_close(rounded.image, method.predict(burst, {}).image, rtol=0, atol=0)
    leaf = burst.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(differentiable(method)(leaf)[15, 16], leaf)
    if rule == "linear":  # where another entry begins to be the best there is a jump
        kernel = method.predict(burst, {}).kernels.at(15, 16).taps[0][0]
        np.testing.assert_allclose(gradient[0, 0, 13:18, 14:19], kernel, atol=1e-6)
        return
    network, exact = book(rule).double(), burst[:, 0].double()
    for row, column in ((15, 16), (14, 17), (20, 9)):  # the last one counts for the blend alone
        step = torch.zeros_like(exact)
        step[0, row, column] = 1e-6
        ahead, behind = (
            network(image[None])[0, 0, 15, 16] for image in (exact + step, exact - step)
        )
        change = float(ahead - behind) / 2e-6
        assert float(gradient[0, 0, row, column]) == pytest.approx(change, abs=1e-5)
    assert abs(change) > 1e-4


def test_its_kernels_have_maps_and_statistics() -> None:
    network = book("linear")
    field = network.predict(random(1, 40, 50)).kernels
    sums = kernel_maps(field, spacing=1)["sum"]
    expected = network.entries.sum((1, 2))[field.index.long()]
    np.testing.assert_allclose(sums.values, expected, atol=1e-5)
    sample = sample_kernels(field, 300)
    for row, column, taps in zip(sample.rows, sample.columns, sample.taps, strict=True):
        np.testing.assert_array_equal(taps, network.entries[field.entry_at(row, column)])


def test_nonsense_in_a_file_does_no_harm() -> None:
    network = book("tree")
    network.tree.data[:, [0, 2, 3, 4]] = 1e9
    assert network.choose(random(9, 9))[0].max() < 5


def test_impossible_codebooks_are_refused() -> None:
    for given in ((0, 5), (257, 5), (3, 4), (3, 5, "magic"), (3, 5, "tree"), (3, 5, "linear", 4)):
        with pytest.raises(ValueError, match="codebook has|a tree has"):
            Codebook(*given)
