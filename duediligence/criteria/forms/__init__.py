from .criterion import CriterionForm, OptionFormSet
from .matrix import MatrixForm
from .sector import SectorForm, ThemeForm

__all__ = ["CriterionForm", "MatrixForm", "OptionFormSet", "SectorForm", "ThemeForm"]
