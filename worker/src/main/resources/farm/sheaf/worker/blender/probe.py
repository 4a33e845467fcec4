"""Tells what this Blender is: writes JSON to the file named after `--`."""

import json
import os
import sys

import bpy

try:
    from _cycles import with_openimagedenoise as denoiser
except ImportError:
    denoiser = False

try:
    import _cycles
    devices = sorted({each[1] for each in _cycles.available_devices("NONE")})
except ImportError:
    devices = []

options = bpy.app.build_options
on = [name for name in dir(options)
      if not name.startswith("_") and getattr(options, name) is True]
if denoiser:
    on.append("openimagedenoise")
with open(sys.argv[sys.argv.index("--") + 1], "w", encoding="utf-8") as out:
    json.dump({"version": list(bpy.app.version), "features": on, "devices": devices}, out)
sys.stdout.flush()
os._exit(0)
