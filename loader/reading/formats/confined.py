"""Workbooks, Parquet files and documents are decoded in a process of their own, whose memory and time are limited."""

from __future__ import annotations

import datetime
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

import msgspec
import psutil

from cypher.errors import InputError
from loader.reading.formats import decoder
from loader.reading.formats.values import Unreadable

MEMORY = 1 << 30
"""Bytes that decoding one file may take."""
SECONDS = 120
"""Seconds of the processor that decoding may take, and one more for each megabyte of the file."""
ROWS_AT_LEAST, RATIO = 256 << 20, 1000
"""Bytes of rows that any file may hold, and how many times its own size a larger one may."""
LOOK = 0.05
"""Seconds between two looks at a process whose limits the platform does not keep."""
KEEPS_LIMITS = sys.platform == "linux"
"""Whether the platform itself ends a process that takes too much memory."""


def decoded(kind: str, path: Path, shown: Path, what: str, **options: Any) -> Iterator[list[Any]]:
    """The frames of a file, as `decoder` describes them; InputError when it can't be decoded within the limits."""
    size = path.stat().st_size
    seconds = SECONDS + (size >> 20)
    request = {"kind": kind, "path": str(path.absolute()), "what": what, "memory": MEMORY, "seconds": seconds}
    request |= {"most": max(ROWS_AT_LEAST, RATIO * size), **options}
    with decoding_process(shown, request) as process, watched(process.pid, MEMORY, seconds) as passed:
        for frame in frames(process.stdout):
            match frame:
                case ["end"]:
                    return
                case ["error", reason, line]:
                    raise InputError(reason, file=shown, line=line)
                case ["memory"]:
                    break
                case _:
                    yield frame
        else:
            if reason := reason_of(process.wait(), what, seconds, passed):
                raise InputError(reason, file=shown)
        raise InputError(f"needs more than {MEMORY >> 20:,} MB to decode: rejected", file=shown)


def reason_of(code: int, what: str, seconds: int, passed: Event) -> str | None:
    """Why a process ended before its last frame, by its exit code; None for a lack of memory."""
    if passed.is_set() or (hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU):
        return f"needs more than {seconds:,} s to decode: rejected"
    # Rust aborts where an allocation fails, and the system kills the largest process when all memory is taken.
    if code in (-6, -9):
        return None
    return f"{what}, or damaged: decoding it ended with code {code}"


@contextmanager
def decoding_process(shown: Path, request: dict[str, Any]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that decodes for as long as the block lasts."""
    command = [sys.executable, "-P", str(Path(decoder.__file__))]
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise InputError(f"no process to decode it could be started: {error}", file=shown) from None
    try:
        if process.stdin:
            with suppress(BrokenPipeError):  # its exit code will say why
                process.stdin.write(msgspec.msgpack.encode(request))
                process.stdin.close()
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def frames(stream: IO[bytes] | None) -> Iterator[list[Any]]:
    """The frames that a process writes, until it ends."""
    decode = msgspec.msgpack.Decoder(list[Any], ext_hook=extension).decode
    while stream and len(head := stream.read(4)) == 4:
        size = int.from_bytes(head, "big")
        if size > decoder.LARGEST_FRAME or len(data := stream.read(size)) < size:
            return
        yield decode(data)


def extension(code: int, data: memoryview) -> Any:
    """A value of one of the types that MessagePack lacks."""
    text = bytes(data).decode("utf-8")
    match code:
        case decoder.DATETIME:
            return datetime.datetime.fromisoformat(text)
        case decoder.DATE:
            return datetime.date.fromisoformat(text)
        case decoder.TIME:
            return datetime.time.fromisoformat(text)
        case decoder.DURATION:
            return datetime.timedelta(*map(int, text.split()))
        case decoder.DECIMAL:
            return Decimal(text)
        case _:
            return Unreadable(text)


@contextmanager
def watched(pid: int, memory: int, seconds: int) -> Iterator[Event]:
    """Where the platform keeps no limits, end the process that passes them; the event is set when that was its time."""
    over, passed = Event(), Event()
    if KEEPS_LIMITS:
        yield passed
        return

    def look() -> None:
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(pid)
            base = process.memory_info().rss
            while not over.wait(LOOK):
                times = process.cpu_times()
                if times.user + times.system > seconds:
                    passed.set()
                if passed.is_set() or process.memory_info().rss > base + memory:
                    process.kill()
                    return

    thread = Thread(target=look, name="decoding limits", daemon=True)
    thread.start()
    try:
        yield passed
    finally:
        over.set()
        thread.join()
