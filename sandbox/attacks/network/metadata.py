# Asks a cloud machine for its credentials.
# expect: RUNTIME_ERROR(URLError)
import urllib.request


def add(a, b):
    urllib.request.urlopen("http://169.254.169.254/latest/meta-data/", timeout=5).read()
    return a + b
