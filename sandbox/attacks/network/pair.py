# A pair of connected sockets, to talk to itself.
# expect: RUNTIME_ERROR(PermissionError)
import socket


def add(a, b):
    socket.socketpair()
    return a + b
