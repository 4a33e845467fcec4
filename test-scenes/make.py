"""Builds one test scene by name, so that no binary fixtures need to be kept.

    blender -b --factory-startup --python test-scenes/make.py -- NAME OUT.blend
    blender -b --factory-startup --python test-scenes/make.py -- --list

Exit status: 0 the scene is written, 1 building it failed, 2 the arguments are wrong.
README.md tells what each scene is for and what Blender makes of it.
"""

import os
import sys
import traceback
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from scenes import SCENES  # noqa: E402  (needs the path above)

USAGE = "usage: blender -b --factory-startup --python make.py -- NAME OUT.blend  (or -- --list)"


def leave(status):
    """Ends Blender with this exit status, which `sys.exit` does not do in every version."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def refuse(message):
    print(f"make.py: {message}", file=sys.stderr)
    leave(2)


def main(arguments):
    if arguments == ["--list"]:
        print("\n".join(SCENES))
        leave(0)
    if len(arguments) != 2:
        refuse(USAGE)
    name, out = arguments[0], Path(arguments[1]).resolve()
    if name not in SCENES:
        refuse(f"no scene is called '{name}'; there are: {', '.join(SCENES)}")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        SCENES[name](out)
    except Exception:  # Blender would print it and exit 0
        traceback.print_exc()
        leave(1)
    leave(0)


main(sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else [])
