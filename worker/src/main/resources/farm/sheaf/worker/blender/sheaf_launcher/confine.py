"""Takes from this process, and from all that it starts, what a render does not need.

No new privileges, and a seccomp filter: sockets of the Unix kind only, no look into other
processes, and no io_uring, which would make sockets past the filter. It needs no capability and no
user namespace. Numbers are those of Linux' audit.h, seccomp.h, prctl.h and unistd.h.
"""

import ctypes
import errno
import os
import socket
import struct

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, MODE_FILTER = 22, 38, 2
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
NUMBER_AT, ARCHITECTURE_AT, FIRST_ARGUMENT_AT = 0, 4, 16
X32_BIT = 0x40000000  # the 32-bit flavour of x86_64's calls, with numbers of its own

SOCKETS = ("socket", "socketpair")
MACHINES = {
    "x86_64": (0xC000003E, {
        "socket": 41, "socketpair": 53, "ptrace": 101, "process_vm_readv": 310,
        "process_vm_writev": 311, "io_uring_setup": 425, "pidfd_getfd": 438}),
    "aarch64": (0xC00000B7, {
        "socket": 198, "socketpair": 199, "ptrace": 117, "process_vm_readv": 270,
        "process_vm_writev": 271, "io_uring_setup": 425, "pidfd_getfd": 438}),
}


def this_process():
    """Confines this process for good; raises OSError, which says why, where that is impossible."""
    machine = os.uname()
    if machine.sysname != "Linux" or machine.machine not in MACHINES:
        raise OSError(f"cannot confine a process on {machine.sysname} {machine.machine}: "
                      "Linux on x86_64 or aarch64 can")
    control(PR_SET_NO_NEW_PRIVS, 1, 0, "no_new_privs")
    program = assemble(*MACHINES[machine.machine])
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HL", len(program) // 8, ctypes.addressof(code))
    control(PR_SET_SECCOMP, MODE_FILTER, header, "a seccomp filter")


def control(option, first, second, what):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(first), second, 0, 0) != 0:
        why = os.strerror(ctypes.get_errno())
        raise OSError(f"cannot confine a process: the kernel refuses {what} ({why})")


def assemble(architecture, numbers):
    refuse = (RETURN, REFUSE | errno.EACCES)
    code = [(LOAD, ARCHITECTURE_AT), (JUMP_EQUAL, architecture, 1, 0), (RETURN, KILL),
            (LOAD, NUMBER_AT), (JUMP_AT_LEAST, X32_BIT, 0, 1), refuse]
    for name, number in numbers.items():
        if name not in SOCKETS:
            code += [(JUMP_EQUAL, number, 0, 1), refuse]
    code += [(JUMP_EQUAL, numbers["socket"], 2, 0), (JUMP_EQUAL, numbers["socketpair"], 1, 0),
             (RETURN, ALLOW),
             (LOAD, FIRST_ARGUMENT_AT), (JUMP_EQUAL, socket.AF_UNIX, 0, 1), (RETURN, ALLOW), refuse]
    return b"".join(instruction(*each) for each in code)


def instruction(code, value, if_true=0, if_false=0):
    return struct.pack("HBBI", code, if_true, if_false, value)
