"""Functions with parameters: thin callables with keyword defaults over two ufuncs."""

from __future__ import annotations

import inspect

LEFT_ALONE = object()


class Parametrised:
    """A function of data operands and parameters, each a scalar or an array that broadcasts.

    `default` is the ufunc with the exact defaults baked in, used when every parameter is left
    alone (None for a derivative by a parameter); `ufunc` takes all parameters.
    """

    def __init__(self, module, name, doc, operands, parameters, default, ufunc):
        self.default, self.ufunc = default, ufunc
        self._plain = self._general if default is None else default
        self._names = operands + tuple(p.name for p in parameters)
        self._defaults = {p.name: p.default for p in parameters}
        self._only = parameters[0].name if len(parameters) == 1 else None
        self._count, self._total = len(operands), len(self._names)
        self.__name__ = self.__qualname__ = name
        self.__module__, self.__doc__ = module, doc

    def __call__(self, *operands, out=None, **options):
        """The function's value; options are those of every NumPy ufunc."""
        given = len(operands)
        if given == self._total:
            return self.ufunc(*operands, out=out, **options)
        if given != self._count:
            return self._general(*operands, out=out, **options)
        if not options:
            return self._plain(*operands, out=out)
        if self._only is None:
            return self._chosen(operands, out, options)
        value = options.pop(self._only, LEFT_ALONE)
        if value is LEFT_ALONE:
            return self._plain(*operands, out=out, **options)
        return self.ufunc(*operands, value, out=out, **options)

    def _chosen(self, operands, out, options):
        """The call with all data operands, where several parameters may be among the options."""
        values = [options.pop(name, LEFT_ALONE) for name in self._defaults]
        if all(value is LEFT_ALONE for value in values):
            return self._plain(*operands, out=out, **options)
        defaults = self._defaults.values()
        values = [d if v is LEFT_ALONE else v for v, d in zip(values, defaults, strict=True)]
        return self.ufunc(*operands, *values, out=out, **options)

    def _general(self, *operands, out=None, **options):
        """The call with parameters, some by keyword or left at their defaults."""
        values, out = self._bound(operands, out, options)
        return self.ufunc(*values, out=out, **options)

    def _bound(self, operands, out, options):
        """All operands and parameters in order, those by keyword taken from the options; and out.

        Raises TypeError as a call with wrong arguments does.
        """
        given = dict(zip(self._names, operands, strict=False))
        extra = operands[len(self._names) :]
        if len(extra) > 1 or (extra and out is not None):
            raise TypeError(f"{self.__name__}() takes {', '.join(self._names)} and out")
        for name in self._names:
            if name in options:
                if name in given:
                    raise TypeError(f"{self.__name__}() got {name!r} twice")
                given[name] = options.pop(name)
        missing = [n for n in self._names if n not in given and n not in self._defaults]
        if missing:
            raise TypeError(f"{self.__name__}() is missing {', '.join(missing)}")
        values = [given[n] if n in given else self._defaults[n] for n in self._names]
        return values, extra[0] if extra else out

    @property
    def __signature__(self):
        """What `inspect.signature` and `help` show."""
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        shown = [
            inspect.Parameter(n, kind, default=self._defaults.get(n, inspect.Parameter.empty))
            for n in self._names
        ]
        shown.append(inspect.Parameter("out", kind, default=None))
        shown.append(inspect.Parameter("options", inspect.Parameter.VAR_KEYWORD))
        return inspect.Signature(shown)

    def __reduce__(self):
        """Pickled by name, as functions and ufuncs are."""
        return self.__qualname__

    def __repr__(self):
        return f"<function {self.__module__}.{self.__name__}>"
