"""Answers from elsewhere: an export of another consultation tool becomes responses, all of them or none.

`reading` opens the file, `question_map` reads which columns are questions, `plan` turns rows into answers
and says what is wrong with each. Nothing here writes; `use_cases.importing` does.
"""

from .plan import Parsed, Plan, Problem, plan_import
from .question_map import Column, read_map

__all__ = ["Column", "Parsed", "Plan", "Problem", "plan_import", "read_map"]
