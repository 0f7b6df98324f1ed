"""What is said under the table, and in place of a plot that has nothing to show."""

from collections.abc import Callable, Iterator, Sequence

from speckle_viewer.gui.explain.measuring.question import Place, Question, Setting, name_of
from speckle_viewer.gui.explain.measuring.values import Row
from speckle_viewer.gui.tr import tr
from speckle_viewer.measuring import QUANTITIES, Quantity
from speckle_viewer.viewer import INPUT

_ALL_TISSUE = 0.99
_MUCH_BLACK = 0.05


def hint_of(question: Question, rows: Sequence[Row]) -> str:
    """What must be known of the rows, and what the columns lack that the user can say."""
    return " ".join(_hints(question, rows))


def _hints(question: Question, rows: Sequence[Row]) -> Iterator[str]:
    beside = _parts(rows, lambda row: 1 - row.tissue, 1 - _ALL_TISSUE)
    if beside:
        yield tr("{} are no tissue but colour, text or beyond the sector: "
                 "no method alters them.").format(beside)  # fmt: skip
    given = [row for row in rows if row.source.pane == INPUT]
    black = _parts(given, lambda row: row.black, _MUCH_BLACK)
    if black:
        yield tr("{} are black (clipped): quantities of the envelope are wrong there.").format(
            black
        )
    needs = frozenset[str]().union(*(QUANTITIES[name].needs for name in question.names))
    if "dynamic range" in needs and question.setting.dynamic_range is None:
        yield tr("Columns that say “needs range” need the dynamic range of the scanner's display.")
    if "background" in needs and question.setting.background is None:
        yield tr("Choose a background region for contrast, CNR and gCNR.")


def _parts(rows: Sequence[Row], share_of: Callable[[Row], float], limit: float) -> str:
    """How much of each place, where it is more than the limit."""
    most = dict[Place, float]()
    for row in rows:
        most[row.place] = max(most.get(row.place, 0.0), share_of(row))
    return ", ".join(
        tr("{} % of {}").format(round(100 * share), name_of(place))
        for place, share in most.items()
        if share > limit
    )


def why_no_plot(quantity: Quantity, setting: Setting) -> str:
    """What a quantity lacks on every frame, that the user can say; empty if nothing."""
    if "dynamic range" in quantity.needs and setting.dynamic_range is None:
        return tr("{} needs the dynamic range of the scanner's display: set it above.").format(
            tr(quantity.title)
        )
    if "background" in quantity.needs and setting.background is None:
        return tr("{} needs a background region: choose one above.").format(tr(quantity.title))
    return ""
