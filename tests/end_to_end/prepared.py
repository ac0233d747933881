"""A process that has everything imported: for each line that it is told it forks a child, which runs briefer and may be killed.

A line is JSON: `out`, `inbox`, `now`, and where the child ends before its time: at its `step`, a system call or SQL statement
counted from 1, or `after` so many seconds. The answer is the child's end: its status, negative where a signal ended it, and
the number of steps that it took, if it ended by itself.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from briefer import pipeline
from briefer.errors import BrieferError
from tests.end_to_end import newsroom

SEEN = ("open", "os.", "shutil.", "fcntl.", "sqlite3.")
BUSY = 75


def count(fatal: int | None) -> list[int]:
    """From here on each step is counted, and the one asked for is the last."""
    steps = [0]

    def step(*_: Any) -> None:
        steps[0] += 1
        if steps[0] == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda name, _: step() if name.startswith(SEEN) else None)
    for moment in ("before_cursor_execute", "after_cursor_execute", "begin", "commit"):
        event.listen(Engine, moment, step)
    return steps


def run(told: dict[str, Any]) -> None:
    configuration = newsroom.settings(Path(told["inbox"]))
    order = newsroom.order(configuration, Path(told["out"]), datetime.fromisoformat(told["now"]))
    order = pipeline.Order(**{name: getattr(order, name) for name in order.__slots__} | {"audiences": tuple(told["audiences"])})
    pipeline.run(order)


def child(told: dict[str, Any], answer: int) -> None:
    steps = count(told.get("step"))
    if told.get("after"):
        signal.setitimer(signal.ITIMER_REAL, told["after"])
    try:
        run(told)
    except BrieferError as problem:
        os.write(answer, json.dumps({"said": str(problem)}).encode())
        os._exit(BUSY)
    signal.setitimer(signal.ITIMER_REAL, 0)
    os.write(answer, json.dumps({"steps": steps[0]}).encode())
    os._exit(0)


def main() -> None:
    logging.disable(logging.CRITICAL)
    warm = json.loads(sys.stdin.readline())
    run(warm)
    for line in sys.stdin:
        told = json.loads(line)
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            child(told, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        sys.stdout.write(json.dumps({"status": status, **json.loads(said or "{}")}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
