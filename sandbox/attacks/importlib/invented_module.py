# Imports a module that nobody has, in the function.
# expect: IMPORT_UNSUPPORTED(no_such_module_anywhere)
def add(a, b):
    import no_such_module_anywhere

    return no_such_module_anywhere.add(a, b)
