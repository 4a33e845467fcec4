"""Keeps one Blender for one connection: starts it, passes its output on, and lets none survive."""

import ctypes
import json
import os
import select
import shutil
import signal
import stat
import subprocess
import tempfile

import wire

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
REQUEST_PATIENCE_S = 10


class Refusal(Exception):
    pass


def keep(connection, blenders, parent):
    """Does not return."""
    for each in (signal.SIGCHLD, signal.SIGINT):
        signal.signal(each, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, hang_up)
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    home, outbox = tempfile.mkdtemp(prefix="blender-"), None
    try:
        if os.getppid() == parent:
            argv, environment, outbox = asked(connection, blenders)
            run(connection, argv, {**environment, "HOME": home, "TMPDIR": home})
    except Refusal as refusal:
        say(connection, wire.REFUSAL, str(refusal).encode())
    except (EOFError, OSError, KeyboardInterrupt):
        pass  # nobody is left to tell
    finally:
        end_all()
        open_up(outbox)
        shutil.rmtree(home, ignore_errors=True)
        os._exit(0)


def hang_up(*_):
    raise EOFError


def asked(connection, blenders):
    connection.settimeout(REQUEST_PATIENCE_S)
    kind, payload = wire.receive(connection)
    connection.settimeout(None)
    try:
        request = json.loads(payload)
        argv, said, outbox = request["argv"], request["environment"], request["outbox"]
        right = kind == wire.REQUEST and all(isinstance(word, str) for word in argv + list(said))
    except (ValueError, TypeError, KeyError):
        right = False
    if not right or not argv:
        raise Refusal("that was no request")
    if os.path.realpath(argv[0]) not in blenders:
        raise Refusal(f"{argv[0]} is not started here, only {' or '.join(blenders)} is")
    return argv, {**wire.callers(said), **wire.launchers(os.environ)}, outbox


def run(connection, argv, environment):
    """Returns when Blender has ended and that was told, or when the caller is gone."""
    blender = subprocess.Popen(
        argv, env=environment, cwd=environment["HOME"], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        preexec_fn=die_with_parent)
    output, end = blender.stdout.fileno(), os.pidfd_open(blender.pid)
    poll = select.poll()
    for each in (output, end, connection.fileno()):
        poll.register(each, select.POLLIN)
    under_way = {output, end}
    while under_way:
        for fd, _ in poll.poll():
            if fd == connection.fileno():
                return
            if fd == end:
                status = blender.wait()
                end_all()  # so that nobody else holds the output open
            else:
                lines = os.read(output, 1 << 16)
                if lines:
                    wire.send(connection, wire.OUTPUT, lines)
                    continue
            poll.unregister(fd)
            under_way.remove(fd)
    told = status if status >= 0 else 128 - status  # as shells tell of signals
    wire.send(connection, wire.EXIT, str(told).encode())


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def end_all():
    """Kills what this process started and what that started: orphans become its children."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        for pid in children():
            os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def children():
    me = str(os.getpid())
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as state:
                after_name = state.read().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if after_name[1] == me:
            yield int(pid)


def open_up(outbox):
    """Lets the worker, our group, remove whatever a scene may have left there."""
    if not isinstance(outbox, str):
        return
    for folder, folders, _ in os.walk(outbox):
        for each in folders:
            path = os.path.join(folder, each)
            try:
                if not os.path.islink(path):
                    os.chmod(path, os.stat(path).st_mode | stat.S_IRWXU | stat.S_IRWXG)
            except OSError:  # not ours
                pass


def say(connection, kind, payload):
    try:
        wire.send(connection, kind, payload)
    except OSError:
        pass
