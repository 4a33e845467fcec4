"""The worker's side: looks to the worker like the Blender that runs elsewhere."""

import json
import os
import select
import socket
import sys
import time

import wire

REFUSED = 126
KILLED = 137  # 128 and SIGKILL
PATIENCE_S = 60
STDOUT = 1


def call(path, command, outbox):
    """Returns Blender's exit status, 128 and more where a signal ended it."""
    connection = connect(path)
    request = {"argv": command, "environment": wire.callers(os.environ), "outbox": outbox}
    wire.send(connection, wire.REQUEST, json.dumps(request).encode())
    try:
        return listen(connection)
    except (EOFError, ConnectionError):
        # A container that runs out of memory may be killed with all that is in it.
        tell("launcher: the launcher went away; most likely its container ran out of memory")
        return KILLED


def listen(connection):
    while True:
        await_news(connection)
        kind, payload = wire.receive(connection)
        if kind == wire.OUTPUT:
            write(payload)
        elif kind == wire.EXIT:
            return int(payload)
        else:
            tell("launcher: " + payload.decode())
            return REFUSED


def await_news(connection):
    """Ends this process when nobody reads its output any more: the worker is gone."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    poll.register(STDOUT, 0)
    if any(fd == STDOUT and event & select.POLLERR for fd, event in poll.poll()):
        os._exit(KILLED)


def connect(path):
    """Containers start side by side: the launcher may not listen yet."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(path)
            return connection
        except (FileNotFoundError, ConnectionRefusedError) as fault:
            connection.close()
            if time.monotonic() > deadline:
                raise OSError(f"nobody listens at {path} ({fault.strerror}); is the container with "
                              "sheaf-launcher running, with the same volume?") from None
            time.sleep(0.1)


def write(payload):
    while payload:
        payload = payload[os.write(STDOUT, payload):]


def tell(message):
    print(message, file=sys.stdout, flush=True)
