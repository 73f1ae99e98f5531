# Honest: computes with addresses and takes a URL apart, and sends nothing.
# expect: PASSED
import ipaddress
import urllib.parse


def add(a, b):
    parts = urllib.parse.urlsplit("http://example.com:8080/a?b=1")
    assert (parts.hostname, parts.port) == ("example.com", 8080)
    assert ipaddress.ip_address("10.0.0.1") in ipaddress.ip_network("10.0.0.0/8")
    return a + b
