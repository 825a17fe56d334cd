"""Recognise: whether a formula is a known function, rewritten, scaled or at other parameters."""

from symact.recognise.match import Match, recognise

__all__ = ["Match", "recognise"]
