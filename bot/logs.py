"""Logs of events and ids as lines of JSON (or plainly, on a terminal); never people, never tokens."""

from __future__ import annotations

import logging
import sys

import structlog


def set_up(level: str = "INFO") -> None:
    """Send our own events, and what libraries warn of, to standard error in one form."""
    before: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        # A traceback may quote the arguments of a failed call; where it happened is kept, what was said there is not.
        structlog.processors.ExceptionRenderer(_where),
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    ending: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    out = logging.StreamHandler(sys.stderr)
    out.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            # ``extra`` of the library's own loggers is shown too: ids of messages and letters.
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *before],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, ending],
        )
    )
    logging.basicConfig(level=level, handlers=[out], force=True)
    # The HTTP library names whole addresses, and ours carry tokens; the scheduler and the migrations tell every step.
    for name in ("urllib3", "apscheduler", "alembic", "granian"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _where(exc_info: structlog.typing.ExcInfo) -> str:
    """The kind of the error and the lines it passed, without its words: those may hold what a person said."""
    kind, _, trace = exc_info
    steps = []
    while trace is not None:
        code = trace.tb_frame.f_code
        steps.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{kind.__name__} at " + " > ".join(steps[-8:])
