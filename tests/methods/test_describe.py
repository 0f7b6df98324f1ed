"""A card in words: metrics are named, and stand beside input and best classical filter."""

from dataclasses import replace

from speckle_viewer.methods import card
from speckle_viewer.methods.describe import Figure, classical_filters, described, figures

METRICS = {
    "psnr_db": 31.0637,
    "input_psnr_db": 24.21,
    "best_classical_psnr_db": 28.5,
    "best_classical_by_psnr_db": "nlm (h 0.06)",
    "ssim": 0.9,
    "input_ssim": 0.617,
    "best_classical_ssim": 0.813,
    "best_classical_by_ssim": "srad",
    "gain_at_rest": 2,
}


def test_a_figure_per_metric_with_its_unit() -> None:
    assert figures(METRICS) == [
        Figure("PSNR, dB", "31.064", "24.210", "28.500", "nlm (h 0.06)"),
        Figure("SSIM", "0.900", "0.617", "0.813", "srad"),
        Figure("gain at rest", "2"),
    ]
    assert classical_filters(figures(METRICS)) == ["nlm (h 0.06) (PSNR)", "srad (SSIM)"]


def test_metrics_that_are_but_a_word_are_shown_as_they_are() -> None:
    assert figures("not measured") == [Figure("", "not measured")]


def test_the_table_is_aligned() -> None:
    text = described(replace(card("srad"), metrics={"16 stills": METRICS}))
    lines = text[text.index("On 16 stills:") :].splitlines()
    columns = [line.index("24.210") for line in lines if "24.210" in line]
    columns += [line.index("0.617") for line in lines if "0.617" in line]
    columns += [line.index("input") for line in lines if "input" in line]
    assert len(columns) == 3
    assert len(set(columns)) == 1
    assert "_" not in "".join(lines)
