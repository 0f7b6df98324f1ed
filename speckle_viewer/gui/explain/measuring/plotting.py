"""What the Measurements dock plots: a histogram of one region, or a quantity of rows over time."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from speckle_viewer.gui.explain.measuring.courses import Courses
from speckle_viewer.gui.explain.measuring.drawing import PlotPart
from speckle_viewer.gui.explain.measuring.hints import why_no_plot
from speckle_viewer.gui.explain.measuring.memory import Images, Memory
from speckle_viewer.gui.explain.measuring.question import Question, name_of
from speckle_viewer.gui.explain.measuring.table import MeasurementTable
from speckle_viewer.gui.explain.measuring.values import Row
from speckle_viewer.measuring import QUANTITIES
from speckle_viewer.viewer import Scene, ViewerState
from speckle_viewer.viewer.measurements import HISTOGRAM


class Plotting(QObject):
    """Chooses the rows that are plotted, has their values over time measured, and draws them.

    Attributes
    ----------
    drawn
        What was drawn last: `HISTOGRAM`, or the name of a quantity.
    """

    def __init__(
        self,
        state: ViewerState,
        table: MeasurementTable,
        memory: Memory,
        images: Images,
        failed: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state, self._table, self._memory = state, table, memory
        self.part = PlotPart(state)
        self.courses = Courses(memory, images, self.draw, failed, self)
        self._question: Question | None = None
        self.drawn = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are plotted: those selected, else those of the first region.

        The histogram is of one region, in all images.
        """
        rows = self._table.measured.rows
        chosen = self._table.selected or tuple(row for row in rows if row.place is rows[0].place)
        if chosen and self._state.wants.measuring.plot == HISTOGRAM:
            return tuple(row for row in rows if row.place is chosen[0].place)
        return chosen

    def follow(self, scene: Scene, question: Question) -> None:
        """Have measured what is to be plotted, and draw it if it is another quantity."""
        self._question = question
        name = self._state.wants.measuring.plot
        if name == HISTOGRAM:
            self.courses.drop()
        else:
            there = {(seen.source.pane, name_of(place)): (seen.source, place)
                     for seen in question.seen for place in question.places}  # fmt: skip
            ids = ((row.source.pane, name_of(row.place)) for row in self.rows)
            rows = tuple(there[one] for one in ids if one in there)
            self.courses.want(question.setting, name, rows, scene.decoded, scene.denoised)
        if name != self.drawn:
            self.draw()
        self.part.mark(float(question.setting.cine.times[scene.wants.frame]))

    def draw(self) -> None:
        """Draw the rows as far as they are measured."""
        if self._question is None:
            return
        name, setting = self._state.wants.measuring.plot, self._question.setting
        self.drawn = name
        if name == HISTOGRAM:
            self.part.draw_histogram(self.rows)
        else:
            why = why_no_plot(QUANTITIES[name], setting)
            self.part.draw_course(setting.cine, self.rows, name, self._memory, why)

    def let_go(self) -> None:
        """Plot nothing, and hold on to nothing."""
        self._question = None
        self.courses.drop()
        self.part.clear()
