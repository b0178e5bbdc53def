"""How a command ends, and what is said of it on standard error. As ``_env.py`` it is read by any Python."""

import contextlib
import errno
import os
import signal
import sys

import _env_words as words


def run(main, arguments=None):
    """Leave with the status of ``main``, or with 2 if a file or folder may not be opened, the disk does not take what it says, or nobody reads
    on (``| head``), who needs no words; with 128 and the number of the signal, as shells have it, if somebody ends it (Ctrl-C)."""
    _heed_signals()
    try:
        status = main(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except KeyboardInterrupt as ended:
        _say_ended()
        status = 128 + (ended.args[0] if ended.args else signal.SIGINT)
    except PermissionError as error:
        say(words.not_allowed(error.filename or error))
        status = 2
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.ENOSPC, errno.EIO):
            raise
        if error.errno != errno.EPIPE:
            say(words.CANNOT_WRITE)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # for what Python itself still wants to write
        status = 2
    sys.exit(status)


def _heed_signals():
    """SIGTERM, and SIGHUP of a terminal that is closed, end a command as Ctrl-C does: what was half done is undone, folders of ours are removed."""
    for number in (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")):
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # else somebody wants it ignored (nohup)
            signal.signal(number, _end)


def _end(number, frame):
    raise KeyboardInterrupt(number)


def _say_ended():
    _attempt(" · ".join(words.ENDED) + "\n")


def tell_or_trace(kind, error, trace):
    """What Python calls for an error that nobody has caught: for Ctrl-C before ``run`` begins a sentence is enough."""
    _say_ended() if issubclass(kind, KeyboardInterrupt) else sys.__excepthook__(kind, error, trace)


def say(sentence):
    """Print a (Thai, English) pair on standard error."""
    _attempt("{}\n{}\n".format(*sentence))


def _attempt(text):
    with contextlib.suppress(OSError):  # the terminal may be gone, or the disk of a log full: the status tells
        write(text)


def write(text):
    # Bytes, because an old Python in a plain locale cannot print Thai otherwise.
    sys.stderr.flush()
    out = getattr(sys.stderr, "buffer", None)
    if out is None:
        sys.stderr.write(text)
    else:
        out.write(text.encode("utf-8"))
        out.flush()
