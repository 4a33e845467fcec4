"""Runs inside Blender: applies a job's settings to the loaded scene and renders frames on demand.

    blender -b FILE --python driver.py -- SOCKET

Orders come and answers go as JSON lines over the Unix socket; standard output belongs to Blender.
"""

import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from sheaf_driver import farewell  # noqa: E402  (needs the path above)


def main(socket_path):
    farewell.own_session()
    farewell.print_by_the_line()
    from sheaf_driver import service
    from sheaf_driver.link import Link

    service.serve(Link(socket_path))


try:
    main(sys.argv[sys.argv.index("--") + 1])
except BaseException as fault:  # Blender would print it and quit with status 0
    print(f"Error: driver: {type(fault).__name__}: {fault}", file=sys.stderr, flush=True)
    farewell.leave(farewell.BROKEN)
