"""What caller and launcher send each other: a kind, a length, and that many bytes.

One REQUEST goes there: JSON with `argv`, `environment` and `outbox`. Back come OUTPUT, as often as
Blender prints, and at the end either EXIT with its status in digits or REFUSAL with the reason.
"""

import struct

REQUEST, OUTPUT, EXIT, REFUSAL = b"Q", b"O", b"X", b"R"
LARGEST = 1 << 20
HEAD = struct.Struct("!cI")

OWN = {"LANG", "TZ", "OCIO"}
OWN_PREFIXES = ("LC_", "BLENDER_SYSTEM_")
LAUNCHERS = {"PATH", "LD_LIBRARY_PATH"}
LAUNCHERS_PREFIXES = ("CUDA_", "NVIDIA_", "HIP_", "ROCR_", "GALLIUM_")


def callers(environment):
    """What a caller may say of Blender's environment: words, times and colours."""
    return {name: value for name, value in environment.items()
            if name in OWN or name.startswith(OWN_PREFIXES)}


def launchers(environment):
    """What the launcher's container knows better: its programs and its devices."""
    return {name: value for name, value in environment.items()
            if name in LAUNCHERS or name.startswith(LAUNCHERS_PREFIXES)}


def send(connection, kind, payload):
    connection.sendall(HEAD.pack(kind, len(payload)) + payload)


def receive(connection):
    """The next kind and payload; raises EOFError where the other end is gone."""
    kind, length = HEAD.unpack(exactly(connection, HEAD.size))
    if length > LARGEST:
        raise EOFError
    return kind, exactly(connection, length)


def exactly(connection, count):
    parts = []
    while count:
        part = connection.recv(min(count, 1 << 16))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
