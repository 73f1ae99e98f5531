# Asks for the users of the machine.
# expect: IMPORT_UNSUPPORTED(pwd)
import pwd


def add(a, b):
    return [user.pw_name for user in pwd.getpwall()]
