"""How the driver stands to its process: output, process group, and the way out."""

import ctypes
import os
import sys

DONE, BROKEN, ORPHANED = 0, 70, 71  # unlike Blender's own 1
LINE_BUFFERED = 1  # _IOLBF in C's stdio.h, the same number on Linux and macOS


def leave(status):
    """Ends the process now, in mid-render too; nothing in it is worth a clean end."""
    os._exit(status)


def own_session():
    """Leaves the terminal's process group, so that Ctrl-C does not reach Blender."""
    try:
        os.setsid()
    except OSError:  # it leads its group already
        pass


def print_by_the_line():
    """Makes Blender's own output come out line by line, or a crash would take the last words."""
    try:
        libc = ctypes.CDLL(None)
        name = "__stdoutp" if sys.platform == "darwin" else "stdout"
        stream = ctypes.c_void_p.in_dll(libc, name)
        libc.setvbuf(stream, None, LINE_BUFFERED, 0)
    except (OSError, ValueError, AttributeError):  # another C library: flush() has to do
        pass


def flush():
    """Writes out what Python and C hold back."""
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        ctypes.CDLL(None).fflush(None)
    except (OSError, AttributeError):
        pass
