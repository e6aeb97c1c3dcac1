"""The rules that ship, read once."""

from pathlib import Path

from folkmoot.analysis.clocks import read_rules

SHIPPED = Path(__file__).parents[3] / "plan" / "law" / "data"
RULES = read_rules(SHIPPED)
