"""Turns signals into exceptions, and holds them back while a few steps must stay together."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

NOTHING_WRITTEN = "Nothing was written."
ENDING_SIGNALS: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class Signalled(KeyboardInterrupt):
    """A signal arrived. `number` is its number; the exit code is 128 more."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Gate:
    def __init__(self) -> None:
        self.holders = 0
        self.truth = NOTHING_WRITTEN
        self.waiting: int | None = None
        self.on_arrival: Callable[[], object] | None = None

    def receive(self, number: int, frame: FrameType | None) -> None:
        del frame
        if not self.holders:
            raise Signalled(number)
        self.waiting = number
        if self.on_arrival is not None:
            self.on_arrival()

    def release(self) -> None:
        self.holders -= 1
        if not self.holders and self.waiting is not None:
            number, self.waiting = self.waiting, None
            raise Signalled(number)


_gate = _Gate()


def catch_signals() -> None:
    """From now on raise Signalled for Ctrl-C, SIGTERM and SIGHUP; an ignored one stays ignored."""
    for number in ENDING_SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _gate.receive)


@contextmanager
def hold_signals(on_arrival: Callable[[], object] | None = None) -> Iterator[None]:
    """Finish the block before a signal is raised; `on_arrival` is called when one comes."""
    _gate.holders += 1
    _gate.on_arrival = on_arrival
    try:
        yield
    finally:
        _gate.on_arrival = None
        _gate.release()


def is_signal_held() -> bool:
    """Whether a signal waits for the end of such a block."""
    return _gate.waiting is not None


def ignore_signals() -> None:
    """From now on let nothing disturb the last words of a run that is ending anyway."""
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def set_truth(sentence: str) -> None:
    """Say what is true of the disk from now on, for the message when a signal ends the run."""
    _gate.truth = sentence


def get_truth() -> str:
    """Give the sentence that tells what this run has done so far."""
    return _gate.truth
