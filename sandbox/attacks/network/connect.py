# Connects to an address.
# expect: RUNTIME_ERROR(PermissionError)
import socket


def add(a, b):
    socket.create_connection(("93.184.216.34", 80), timeout=5)
    return a + b
