"""Arrays that a kernel may use and does not count.

Numba counts who holds an array, in one number for all threads. A loop that takes an array out of a ``Flight`` counts up
and down each time, and two threads then wait for each other: measured, two were slower than one. The caller holds every
array for as long as its kernel runs, so a kernel may say that it only borrows them.
"""

from __future__ import annotations

from typing import Any

from numba.core import cgutils, types
from numba.extending import intrinsic
from numba.np.arrayobj import make_array


def _lent(_: Any, arrays: Any) -> Any:
    return arrays(arrays), _code


def _code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    kind, value = signature.args[0], arguments[0]
    if isinstance(kind, types.Array):
        return _alone(context, builder, kind, value)
    for at, part in enumerate(kind):
        value = builder.insert_value(value, _alone(context, builder, part, builder.extract_value(value, at)), at)
    return value


def _alone(context: Any, builder: Any, kind: Any, value: Any) -> Any:
    array = make_array(kind)(context, builder, value)
    array.meminfo = cgutils.get_null_value(array.meminfo.type)
    array.parent = cgutils.get_null_value(array.parent.type)
    return array._getvalue()


# In a kernel's first lines, of an array or of a NamedTuple of arrays that came as an argument:
# ``flight = lent(flight)``. Never of one that the kernel made, and never to return it.
lent: Any = intrinsic(_lent)
