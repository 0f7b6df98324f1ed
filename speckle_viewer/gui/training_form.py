"""What is to be trained, as the user says it, and the words for the command that it comes to."""

import json
import shlex
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from speckle_viewer.gui.importing import suggested_id
from speckle_viewer.gui.number_fields import WholeField
from speckle_viewer.gui.style import CONTROL_HEIGHT, GRID
from speckle_viewer.gui.tr import tr
from speckle_viewer.methods import Card
from speckle_viewer.methods.installed import ID
from speckle_viewer.recipe_files import (
    description,
    networks,
    networks_for,
    recipe_names,
    recipe_values,
)
from speckle_viewer.training_process import Saved

_NO_LIMIT = 10**9
"""Steps where the budget is time."""


class TrainingForm(QWidget):
    """The fields of a new run; of one that is continued, only its budget.

    Parameters
    ----------
    cards
        Of the methods that there are: where to start from, and ids that are taken.
    runs
        The folder with a folder per run.
    """

    changed = Signal()
    """Something else is to be trained now."""

    def __init__(self, cards: Mapping[str, Card], runs: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards, self._runs = cards, runs
        self._networks = networks()
        self.saved: Saved | None = None
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(GRID)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._make_fields()
        self._make_budget()
        self._make_more()
        self.recipe.currentTextChanged.connect(self._take_recipe)
        self.network.currentIndexChanged.connect(self._suggest_name)
        self.start.currentIndexChanged.connect(self._take_start)
        for box in (self.recipe, self.start, self.network):  # their longest text does not matter
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.budget.valueChanged.connect(self.changed)
        for field in (self.name, self.folder, self.settings):
            field.textChanged.connect(self.changed)
        self.renew()
        self.recipe.setCurrentText("blind")
        self._take_recipe(self.recipe.currentText())

    # -- building ------------------------------------------------------------------------------

    def _row(self, title: str, field: QWidget, tip: str, holder: QWidget | None = None) -> None:
        field.setToolTip(tip)
        field.setAccessibleName(title)
        label = QLabel(title, self)
        label.setBuddy(field)
        self.form.addRow(label, holder or field)

    def _make_fields(self) -> None:
        self.recipe = QComboBox(self)
        self.recipe.addItems(recipe_names())
        self._row(tr("Recipe"), self.recipe, tr("What is learned, and from which data"))
        self.about = QLabel(self, wordWrap=True)
        self.about.setProperty("role", "caption")
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form.addRow(self.about)
        self.start = QComboBox(self)
        self._row(tr("Start from"), self.start, tr("The weights that training begins with"))
        self.network = QComboBox(self)
        self._row(tr("Network"), self.network, tr("What learns; that of the weights to start from"))
        self.folder = QLineEdit(self)
        self._choose = QPushButton(tr("Choose …"), self)
        self._choose.setAutoDefault(False)
        self._choose.setToolTip(tr("Choose a folder of images to train on"))
        self._choose.clicked.connect(self._ask_for_folder)
        self._place = self._beside(self.folder, self._choose)
        self._row(tr("Folder"), self.folder, "", self._place)
        self.name = QLineEdit(self)
        allowed = QRegularExpression(ID.pattern)
        self.name.setValidator(QRegularExpressionValidator(allowed, self.name))
        self._row(tr("Name"), self.name, tr("Of the method: small letters, digits and hyphens"))

    def _beside(self, wide: QWidget, narrow: QWidget) -> QWidget:
        """Two widgets as one row; the first takes what room there is."""
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(wide, 1)
        row.addWidget(narrow)
        return both

    def _make_budget(self) -> None:
        self.budget = WholeField(self, minimum=1, maximum=_NO_LIMIT)
        self.budget.setGroupSeparatorShown(True)
        self.budget.setMinimumWidth(96)  # its largest number does not matter
        self.unit = QComboBox(self)
        self.unit.addItem(tr("steps"), "steps")
        self.unit.addItem(tr("minutes"), "minutes")
        self.unit.setAccessibleName(tr("Unit of the budget"))
        self.unit.setToolTip(tr("End after so many steps, or after so many minutes"))
        self._budget = self._beside(self.budget, self.unit)
        self._row(
            tr("Train for"),
            self.budget,
            tr("When training ends, counted from its start"),
            self._budget,
        )
        self.unit.currentIndexChanged.connect(self._convert_budget)

    def _make_more(self) -> None:
        self.more = QToolButton(self)
        self.more.setText(tr("More"))
        self.more.setCheckable(True)
        self.more.setToolTip(tr("Batch, patch, worker processes and any other setting"))
        self.more.setStyleSheet("padding: 0 6px")
        self.form.addRow(self.more)
        self.batch = WholeField(self, minimum=0, maximum=4096)
        self._row(tr("Batch"), self.batch, tr("Patches per step"))
        self.patch = WholeField(self, minimum=0, maximum=1024)
        self._row(tr("Patch"), self.patch, tr("Side of the patches in pixels, 24 or more"))
        self.patch.setSuffix(" px")
        self.workers = WholeField(self, minimum=0, maximum=64, value=1)
        self._row(
            tr("Workers"), self.workers, tr("Processes that make the pairs; a GPU needs several")
        )
        self.settings = QLineEdit(self, placeholderText="loss=l1 seed=2")
        self._row(
            tr("Settings"), self.settings, tr("KEY=VALUE of the recipe, with spaces between them")
        )
        for size in (self.batch, self.patch):
            size.setSpecialValueText(tr("recipe's"))
        for number in (self.budget, self.batch, self.patch, self.workers):
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.setFixedHeight(CONTROL_HEIGHT)
        self._extra = (self.batch, self.patch, self.workers, self.settings)
        self.more.toggled.connect(self._show_rows)

    # -- what the user does --------------------------------------------------------------------

    def renew(self) -> None:
        """Offer the methods that there are now, and a free name where it is taken."""
        chosen = self.start.currentData()
        self.start.blockSignals(True)
        self.start.clear()
        self.start.addItem(tr("Random weights"), "")
        for method, card in self._cards.items():
            learns = card.network.get("class") != "Codebook"  # they are learnt otherwise
            if card.network and learns and card.origin in ("shipped", "imported"):
                self.start.addItem(f"{card.title} ({method})", method)
        self.start.setCurrentIndex(max(self.start.findData(chosen), 0))
        self.start.blockSignals(False)
        if self.name.text() in self._taken():
            self._suggest_name()

    def show_saved(self, saved: Saved | None) -> None:
        """Ask only for the budget of this run; None: for everything of a new one."""
        self.saved = saved
        if saved is None:
            self._take_recipe(self.recipe.currentText())
            return
        recipe = saved.recipe
        steps = f"{saved.step:,}"
        if not recipe["minutes"]:
            steps = tr("{} of {:,}").format(steps, recipe["steps"])
        self.about.setText(
            tr("{} by {}: {} steps in {:,.1f} minutes.").format(
                recipe["network"], recipe["recipe"], steps, saved.seconds / 60
            )
        )
        self._set_budget(recipe["steps"], recipe["minutes"])
        self._show_rows()

    def _take_recipe(self, name: str) -> None:
        self.about.setText(description(name))
        values = recipe_values(name)
        self._needs_folder = values["data"] == "pairs"
        self._takes_cines = values.get("target") == "noisy"
        self.folder.setPlaceholderText(
            tr("Simulated") if self._takes_cines else tr("Has noisy and clean")
        )
        self.folder.setToolTip(
            tr("Your cines; leave it empty to train on simulated speckle")
            if self._takes_cines
            else tr("It has the folders noisy and clean, with images of the same names")
        )
        self._set_budget(values["steps"], 0)
        self.network.blockSignals(True)
        self.network.clear()
        for network in networks_for(name):
            self.network.addItem(self._networks[network]["title"], network)
        self.network.blockSignals(False)
        self._take_start()
        self._show_rows()

    def _take_start(self) -> None:
        self.network.setEnabled(not self.start.currentData())
        self._suggest_name()

    def _suggest_name(self) -> None:
        base = self.start.currentData() or self.network.currentData()
        self.name.setText(suggested_id(Path(f"my-{base}"), self._taken()))
        self.changed.emit()

    def _taken(self) -> set[str]:
        return {*self._cards, *(path.name for path in self._runs.glob("*"))}

    def _show_rows(self) -> None:
        new = self.saved is None
        cines_or_pairs = self._needs_folder or self._takes_cines
        for fields, shown in (
            ((self.recipe, self.start, self.network, self.name, self.more), new),
            ((self._place,), new and cines_or_pairs),
            (self._extra, new and self.more.isChecked()),
        ):
            for field in fields:
                self.form.setRowVisible(field, shown)
        self.changed.emit()

    def _set_budget(self, steps: int, minutes: float) -> None:
        self.unit.blockSignals(True)
        self.unit.setCurrentIndex(self.unit.findData("minutes" if minutes else "steps"))
        self.unit.blockSignals(False)
        self.budget.setValue(max(1, round(minutes)) if minutes else steps)

    def _convert_budget(self) -> None:
        """Something sensible in the new unit: a number that stays would mean something else."""
        recipe = self.recipe.currentText()
        steps = 2 * self.saved.step if self.saved else recipe_values(recipe)["steps"]
        self.budget.setValue(60 if self.unit.currentData() == "minutes" else steps)

    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder to train on"), self.folder.text())
        if name:
            self.folder.setText(name)

    # -- what it comes to ----------------------------------------------------------------------

    @property
    def place(self) -> Path:
        """The folder of the run."""
        return self.saved.folder if self.saved else self._runs / self.name.text()

    def problem(self) -> str:
        """Why nothing can be started as it is, in one sentence; empty where it can."""
        if self.saved is not None:
            return self._problem_of(self.saved)
        name = self.name.text()
        if not self.name.hasAcceptableInput():
            return tr("Give the method a name.")
        if name in self._taken():
            return tr("There is a method or a run {} already: choose another name.").format(name)
        if self._needs_folder and not self.folder.text().strip():
            return tr("Choose the folder with your pairs of images.")
        try:
            settings = shlex.split(self.settings.text())
        except ValueError:
            settings = ["no pair"]
        if not all("=" in setting for setting in settings):
            return tr("Settings are pairs like loss=l1, with spaces between them.")
        return ""

    def _problem_of(self, saved: Saved) -> str:
        timed = self.unit.currentData() == "minutes"
        spent = saved.seconds / 60 if timed else saved.step
        if self.budget.value() > spent:
            return ""
        return tr("This run has had its {}: raise the number to go on with it.").format(
            self.unit.currentText()
        )

    def words(self) -> list[str]:
        """What follows ``speckle-viewer train`` for this, without ``--out``."""
        count = str(self.budget.value())
        timed = self.unit.currentData() == "minutes"
        steps, minutes = (str(_NO_LIMIT), count) if timed else (count, "0")
        budget = ["--steps", steps, "--minutes", minutes, "--workers", str(self.workers.value())]
        if self.saved is not None:
            return ["--resume", str(self.saved.folder), *budget]
        name, start, folder = self.name.text(), self.start.currentData(), self.folder.text().strip()
        learner = ["--from", start] if start else ["--network", self.network.currentData()]
        settings = {"title": name}
        if folder and (self._needs_folder or self._takes_cines):
            settings |= {"folder": folder}
            settings |= {"data": "cine"} if self._takes_cines else {}
        given = [
            f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in settings.items()
        ]
        sizes = (("batch", self.batch), ("patch", self.patch))
        given += [f"{key}={field.value()}" for key, field in sizes if field.value()]
        given += shlex.split(self.settings.text())
        chosen = [word for setting in given for word in ("--set", setting)]
        return [self.recipe.currentText(), *learner, "--as", name, *chosen, *budget]
