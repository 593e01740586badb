"""Work of a graph done in the thread that asked for it, where Ctrl-C ends it at once.

LangGraph runs tools in threads of its own and, when interrupted, waits until they are done; a summary by a
chat model can take minutes. So the graph runs in a thread and hands what takes time back to the caller's.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")
_Job = tuple[Future[Any], Callable[[], Any]]


class Lane:
    """The way from a graph's threads to the thread that drives it."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()

    def drive(self, run: Callable[[], T]) -> T:
        """Run `run` in another thread, and here what it hands over; whatever that raises ends both."""
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(run)
            running.add_done_callback(lambda _: self._jobs.put(None))
            job: _Job | None = None
            ended = False
            try:
                while job := self._jobs.get():
                    job[0].set_result(job[1]())
                ended = True
            finally:
                if not ended:
                    self._call_off(job)
            return running.result()

    def here(self, work: Callable[[], T]) -> T:
        """Called in a thread of the graph: have `work` done by the thread that drives it."""
        future: Future[T] = Future()
        self._jobs.put((future, work))
        return future.result()

    def _call_off(self, job: _Job | None) -> None:
        """End the graph: what it asks for from now on is cancelled, until it gives up."""
        if job:
            job[0].cancel()
        while job := self._jobs.get():
            job[0].cancel()
