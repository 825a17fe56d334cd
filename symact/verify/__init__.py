"""Verify: claims decided by normal forms, refuted by enclosures, or left open."""

from symact.verify.engine import check_text, verify
from symact.verify.finding import Finding

__all__ = ["Finding", "check_text", "verify"]
