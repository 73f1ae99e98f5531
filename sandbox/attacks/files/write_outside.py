# Writes where the host keeps its settings.
# expect: RUNTIME_ERROR(FileNotFoundError)
def add(a, b):
    with open("/etc/cron.d/job", "w") as file:
        file.write("* * * * * root true\n")
    return a + b
