"""Threads in a room that has one: a thread runs to its end when it is started.

That is enough for what programs use them for (a larger stack, a pool over a list). What waits for another thread can wait for
ever: there CPython itself gives up, and the host sees an `unreachable` trap.
"""

import _thread
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor


def install():
    """Puts the replacements in place. Before the snapshot."""
    threading.Thread.start = _start
    threading.Thread.join = _join
    threading.Thread.is_alive = _is_alive
    ThreadPoolExecutor.submit = _submit
    for module in (_thread, threading):
        for name in ("start_new_thread", "start_new", "_start_new_thread"):
            if hasattr(module, name):
                setattr(module, name, _start_new_thread)


def _start(self):
    if not self._initialized:
        raise RuntimeError("thread.__init__() not called")
    if self._started.is_set():
        raise RuntimeError("threads can only be started once")
    caller = threading._active.get(_thread.get_ident())
    self._ident = _thread.get_ident()
    threading._active[self._ident] = self
    self._running = True
    self._started.set()
    try:
        self.run()
    except SystemExit:
        pass
    except BaseException:
        self._invoke_excepthook(self)
    finally:
        self._running = False
        threading._active[self._ident] = caller


def _join(self, timeout=None):
    if not self._initialized:
        raise RuntimeError("Thread.__init__() not called")
    if not self._started.is_set():
        raise RuntimeError("cannot join thread before it is started")
    if self is threading.current_thread():
        raise RuntimeError("cannot join current thread")


def _is_alive(self):
    assert self._initialized, "Thread.__init__() not called"
    return self is threading.main_thread() or getattr(self, "_running", False)


def _start_new_thread(function, args, kwargs={}, /):
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    return _thread.get_ident()


def _submit(self, function, /, *args, **kwargs):
    if self._shutdown:
        raise RuntimeError("cannot schedule new futures after shutdown")
    future = Future()
    future.set_running_or_notify_cancel()
    try:
        result = function(*args, **kwargs)
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
    return future
