"""Values on their way through the wall, in CPython's marshal format, version 2.

`marshal` refuses, in C, nearly everything that is not exactly of a built-in type, and is fast; what it refuses is rewritten here
first. A subclass of a built-in type that keeps the type's equality goes as the built-in. Anything else is a tagged tuple:

    (StopIteration, "opaque", (type name, whether its type has an equality of its own))
    (StopIteration, "iterator", [what it gave])

`StopIteration`, the class itself, is the one built-in singleton that marshal can write and no honest value contains.
"""

import collections
import itertools
import marshal

from .own import names as __builtins__

# Deeper than this, a value is opaque; so are cycles.
DEPTH = 200
# The most that is taken from an iterator.
DRAINED = 1_000_000
# The most parts a rewritten value may have.
PARTS = 10_000_000

_VERSION = 2
_TAG = StopIteration

_scalars = frozenset({type(None), bool, int, float, complex, str, bytes})
_sequences = (list, tuple, set, frozenset)
_containers = frozenset({*_sequences, dict})
_exact = _scalars | _containers

# How an instance of a subclass becomes one of the built-in type itself, by the type's own code.
_plain = {
    id(int): lambda value: int.__add__(value, 0),
    id(float): float.__pos__,
    id(complex): complex.__pos__,
    id(str): str.__str__,
    id(bytes): lambda value: bytes.__getitem__(value, slice(None)),
    id(bytearray): lambda value: bytes(bytearray.__getitem__(value, slice(None))),
}
_scalar_ids = frozenset(map(id, _scalars))
_container_ids = {id(kind): kind for kind in _containers}
# Classes of the standard library with an equality that is a dictionary's when compared with a dictionary.
_trusted = frozenset({id(collections.Counter), id(collections.OrderedDict)})
_set_views = frozenset({id(type({}.keys())), id(type({}.items()))})

_dumps, _loads, _islice = marshal.dumps, marshal.loads, itertools.islice
_ancestors = type.__dict__["__mro__"].__get__
_namespace = type.__dict__["__dict__"].__get__
_class_name = type.__dict__["__name__"].__get__


class TooLarge(BaseException):
    """The value takes more memory than there is, or has too many parts."""


class Opaque:
    """Stands for a value of another room that could not cross."""

    def __init__(self, kind, own_equality):
        self.kind = kind
        self.own_equality = own_equality

    def __repr__(self):
        return f"<{self.kind} of another room>"


def dumps(value, room):
    """Writes a value; with `room`, iterators are drained."""
    try:
        data = _dumps(value, _VERSION)
        # marshal also writes whatever has a buffer, such as an array, as bytes; its code for those is an `s`.
        if b"s" not in data or _is_exact(value, 0):
            return data
    except MemoryError:
        raise TooLarge from None
    except Exception:
        pass
    plain = _Rewriter(room).rewrite(value, 0)
    try:
        return _dumps(plain, _VERSION)
    except MemoryError:
        raise TooLarge from None


def loads(data):
    """Reads what the host or another room has written."""
    value = _loads(data)
    return _revived(value) if b"S" in data else value


def _is_exact(value, depth):
    """Whether all types are exactly those that marshal writes as themselves."""
    kind = type(value)
    if kind in _scalars:
        return True
    if kind not in _containers or depth > DEPTH:
        return False
    for parts in (value.keys(), value.values()) if kind is dict else (value,):
        kinds = set(map(type, parts))
        if kinds <= _scalars:
            continue
        if not kinds <= _exact or not all(_is_exact(part, depth + 1) for part in parts):
            return False
    return True


class _Rewriter:
    """Turns a value into one that marshal takes."""

    def __init__(self, room):
        self.room = room
        self.left = PARTS

    def rewrite(self, value, depth):
        self.left -= 1
        if self.left < 0:
            raise TooLarge
        kind = type(value)
        if id(kind) in _scalar_ids:
            return value
        if depth >= DEPTH:
            return _opaque(kind)
        base = _base(kind)
        if id(base) in _plain:
            return _plain[id(base)](value)
        try:
            if base in _sequences:
                return base(self._each(base.__iter__(value), depth))
            if base is dict:
                return dict(
                    [(self.rewrite(key, depth + 1), self.rewrite(item, depth + 1)) for key, item in dict.items(value)]
                )
            if id(kind) in _set_views:
                return set(self._each(value, depth))
        except TypeError:  # what became of an element cannot be hashed
            return _opaque(kind)
        if self.room and _has(kind, "__next__"):
            return _TAG, "iterator", self._each(_islice(value, DRAINED), depth)
        return _opaque(kind)

    def _each(self, values, depth):
        return [self.rewrite(value, depth + 1) for value in values]


def _base(kind):
    """The built-in type whose equality `kind` has, or None."""
    for ancestor in _ancestors(kind):
        if id(ancestor) in _plain or id(ancestor) in _container_ids:
            return ancestor
        if "__eq__" in _namespace(ancestor) and id(ancestor) not in _trusted:
            return None
    return None


def _has(kind, method):
    for ancestor in _ancestors(kind):
        if method in _namespace(ancestor):
            return True
    return False


def _opaque(kind):
    own = False
    for ancestor in _ancestors(kind):
        if ancestor is not object and "__eq__" in _namespace(ancestor):
            own = True
    return _TAG, "opaque", (_class_name(kind), own)


def _revived(value):
    """The value with its tags turned into what they stand for."""
    kind = type(value)
    if kind is tuple and len(value) == 3 and value[0] is _TAG:
        if value[1] == "iterator":
            return iter([_revived(item) for item in value[2]])
        if value[1] == "opaque":
            return Opaque(*value[2])
    if kind is dict:
        return {_revived(key): _revived(item) for key, item in value.items()}
    if kind in _sequences:
        return kind([_revived(item) for item in value])
    return value
