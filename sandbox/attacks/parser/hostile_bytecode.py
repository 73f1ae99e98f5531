# Code made by hand from bytes that mean nothing: what breaks is the guest's own memory at most.
# expect: RUNTIME_ERROR(SystemError)
def add(a, b):
    return a + b


code = add.__code__
broken = code.replace(co_code=bytes([116, 255] * 50), co_stacksize=0, co_consts=(), co_names=())
add = type(add)(broken, {})
