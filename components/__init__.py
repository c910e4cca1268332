"""Readback compares the versions of a news story and says which facts differ."""

__version__ = "0.1.0"
