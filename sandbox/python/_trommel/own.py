"""A copy of the built-in names, for these files alone.

    from .own import names as __builtins__

A function looks its built-in names up in what its module calls `__builtins__` when it is defined, so that what a program puts
into `builtins` afterwards is never called here.
"""

import builtins

names = dict(vars(builtins))
