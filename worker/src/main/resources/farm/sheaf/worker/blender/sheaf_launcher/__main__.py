"""Starts Blender for the worker so that a scene, which is a stranger's program, can reach little.

    python3 -I sheaf_launcher exec -- COMMAND...               becomes COMMAND, without a network
    python3 -I sheaf_launcher serve SOCKET [BLENDER...]        starts Blenders for who calls
    python3 -I sheaf_launcher call SOCKET [--outbox DIR] -- COMMAND...   stands in for a Blender there

`exec` serves one machine. `serve` runs in a container of its own, with another user, no credentials
and no network; `call` is its Blender's stand-in beside the worker: the same output, the same exit
status, and when it dies, by kill -9 too, Blender dies.
"""

import os
import shutil
import sys

sys.dont_write_bytecode = True

REFUSED = 126  # as a shell says it of a program that may not be run
USAGE = 2


def execute(command):
    import confine

    confine.this_process()
    os.execvp(command[0], command)


def serve(words):
    import service

    blenders = words[1:] or [shutil.which("blender")]
    if blenders == [None]:
        raise OSError("there is no blender on PATH; name it after the socket")
    service.serve(words[0], [os.path.realpath(each) for each in blenders])


def call(words, command):
    import caller

    outbox = words[2] if len(words) == 3 and words[1] == "--outbox" else None
    return caller.call(words[0], command, outbox)


def main(words):
    command = []
    if "--" in words:
        at = words.index("--")
        words, command = words[:at], words[at + 1:]
    verb, words = (words[0], words[1:]) if words else ("", [])
    if verb == "exec" and not words and command:
        return execute(command)
    if verb == "serve" and words and not command:
        return serve(words)
    if verb == "call" and len(words) in (1, 3) and command:
        return call(words, command)
    print(__doc__, file=sys.stderr)
    return USAGE


try:
    status = main(sys.argv[1:])
except OSError as fault:
    print(f"launcher: {fault}", file=sys.stderr, flush=True)
    status = REFUSED
sys.exit(status)
