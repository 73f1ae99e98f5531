# Sends a datagram and expects no answer.
# expect: RUNTIME_ERROR(PermissionError)
import socket


def add(a, b):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"secret", ("127.0.0.1", 53))
    return a + b
