"""Names that a package offers, each loaded from its module when it is first asked for (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any


class LazyPackage(ModuleType):
    """A package whose offered names win over its submodules of the same name.

    `symact.activation` is the decorator and `symact.sheet` the function, although modules of those
    names lie in the package: the import system would put the module there the first time it is
    imported.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, ModuleType) and name in self.__dict__.get("_offered", {}):
            return
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        source = self.__dict__["_offered"].get(name)
        if source is None:
            raise AttributeError(
                f"module {self.__name__!r} has no attribute {name!r}", name=name, obj=self
            )
        value = getattr(import_module(source), name)
        self.__dict__[name] = value
        return value

    def __dir__(self) -> list[str]:
        return sorted({*self.__dict__, *self.__dict__["_offered"]})


def offer(package: str, names: Mapping[str, str]) -> None:
    """Make a package offer names: a mapping from each to the module that defines it."""
    module = sys.modules[package]
    module.__class__ = LazyPackage
    module.__dict__["_offered"] = dict(names)
