"""Folkmoot: council engagement from plan to "here is what changed because of you"."""
