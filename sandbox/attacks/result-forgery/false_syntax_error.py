# Raises what stands for source that does not compile, from a body that did compile.
# expect: RUNTIME_ERROR(SyntaxError)
raise SyntaxError("invalid syntax")
