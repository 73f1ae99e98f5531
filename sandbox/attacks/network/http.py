# A plain HTTP request to this machine.
# expect: RUNTIME_ERROR(PermissionError)
import http.client


def add(a, b):
    http.client.HTTPConnection("127.0.0.1", 8080, timeout=5).request("GET", "/")
    return a + b
