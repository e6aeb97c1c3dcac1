"""Measurements. Each module yields dictionaries from `measures()`: name, value, unit, size, seconds, peak_mb.

They are run by `make bench`, never as tests: a time on a busy machine proves nothing.
"""
