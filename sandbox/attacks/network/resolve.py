# Asks for a name's address: a question that could carry a secret.
# expect: RUNTIME_ERROR(PermissionError)
import socket


def add(a, b):
    socket.getaddrinfo("secret.example.com", 80)
    return a + b
