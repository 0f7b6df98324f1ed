"""File names cut short can be told apart."""

from speckle_viewer.gui.short_names import cut_short

CLIPS = [f"Reg_Input_Apical_{number:02d}_clip.mp4" for number in range(1, 13)]


def cut_to(name: str, length: int, others: list[str]) -> str:
    return cut_short(name, others, lambda text: len(text) <= length)


def test_the_figures_that_differ_stay() -> None:
    names = [cut_to(name, 12, [*CLIPS, "sample.dcm"]) for name in CLIPS]
    assert len({*names}) == len(CLIPS)
    assert names[0] == "Reg_…01….mp4"
    assert all(len(name) <= 12 for name in names)


def test_what_fits_stays_whole() -> None:
    assert cut_to(CLIPS[0], 99, CLIPS) == CLIPS[0]


def test_a_name_alone_or_opened_twice_is_cut_in_the_middle() -> None:
    for others in ([], [CLIPS[0]] * 2):
        cut = cut_to(CLIPS[0], 13, others)
        assert (cut[0], cut[-4:]) == ("R", ".mp4")
        assert cut.count("…") == 1


def test_only_what_differs_is_left_where_there_is_no_room() -> None:
    assert cut_to(CLIPS[11], 3, CLIPS) == "12"
