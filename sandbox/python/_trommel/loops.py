"""asyncio in a room without sockets: the standard event loop over nothing but timers."""

import asyncio
import asyncio.unix_events
import time


class RoomLoop(asyncio.BaseEventLoop):
    """Waits by sleeping, which only advances the room's own clock."""

    def __init__(self):
        super().__init__()
        self._selector = self

    def select(self, timeout):
        """Nothing but time ever happens here."""
        if timeout is None:
            raise RuntimeError("deadlock: every task waits for another")
        if timeout > 0:
            time.sleep(timeout)
        return ()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def install():
    """Makes it the loop that asyncio opens. Before the snapshot."""
    asyncio.unix_events._DefaultEventLoopPolicy._loop_factory = RoomLoop
    for module in (asyncio, asyncio.unix_events):
        module.SelectorEventLoop = module.EventLoop = RoomLoop
