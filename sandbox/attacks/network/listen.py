# Waits for somebody to connect.
# expect: RUNTIME_ERROR(PermissionError)
import socket


def add(a, b):
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    server.accept()
    return a + b
