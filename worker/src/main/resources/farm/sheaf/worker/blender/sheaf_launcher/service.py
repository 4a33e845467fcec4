"""The launcher: starts Blender, and nothing else, for each who connects to its socket."""

import os
import signal
import socket
import sys

import confine
import keeper

GROUP_ONLY = 0o007


def serve(path, blenders):
    """Serves until SIGTERM. Each connection gets a keeper, which outlives neither it nor us."""
    confine.this_process()
    os.umask(GROUP_ONLY)
    listener = listen(path)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so the kernel reaps, orphans too
    signal.signal(signal.SIGTERM, lambda *_: leave(path))
    signal.signal(signal.SIGINT, lambda *_: leave(path))
    print(f"launcher: starts {' or '.join(blenders)} for {path}", file=sys.stderr, flush=True)
    while True:
        connection, _ = listener.accept()
        parent = os.getpid()
        if os.fork() == 0:
            listener.close()
            keeper.keep(connection, blenders, parent)
        connection.close()


def listen(path):
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    if os.path.exists(path):  # of a launcher that was killed
        os.unlink(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen()
    return listener


def leave(path):
    if os.path.exists(path):
        os.unlink(path)
    os._exit(0)
