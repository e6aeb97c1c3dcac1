"""Readers of published files: one layout a module, each recognised by its columns and never by its name.

A reader turns a table into facts (`facts.py`) or into bad rows that say what to do. It writes nothing.
"""
