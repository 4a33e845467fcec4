"""Renders single frames as an animation renders them.

`render(animation=True)` over a range of one frame does what `blender -a` does for that frame:
scene animation, cameras bound to markers, compositing and sequencing. It saves the evaluation for
the viewport that a `frame_set` costs.
"""

import os
import time

import bpy

from . import preview


class Frames:
    """Any frame in any order."""

    def __init__(self, scene):
        self._scene = scene
        render = scene.render
        render.use_file_extension = False
        render.use_overwrite = True
        render.use_placeholder = False
        self._show()

    def _show(self):
        show(bpy.data.scenes.new("Sheaf idle"))

    def render(self, frame, target, preview_target):
        """Writes the image, and a preview where one is asked for; returns seconds."""
        start = time.monotonic()
        written = part_beside(target)
        if os.path.exists(written):
            os.unlink(written)
        self._write(frame, written)
        if not os.path.exists(written) or os.path.getsize(written) == 0:
            raise RuntimeError(f"Blender ended the render of frame {frame} without an image")
        if preview_target:
            preview.save(self._scene, preview_target)
        os.replace(written, target)
        return time.monotonic() - start

    def _write(self, frame, path):
        scene = self._scene
        if frame < 0:  # by Python a range cannot begin there
            show(scene)
            scene.frame_set(frame)
            write_current(scene, path)
            return
        scene.render.filepath = path + "-####"
        numbered = scene.render.frame_path(frame=frame)
        with range_of_one(scene, frame):
            bpy.ops.render.render(animation=True, scene=scene.name)
        if os.path.exists(numbered):
            os.replace(numbered, path)


def show(scene):
    """Puts a scene into the windows. What they show is evaluated after each render, which costs
    time; and only what they show is simulated, or rendered as a still at its own frame."""
    for window in bpy.context.window_manager.windows:
        window.scene = scene


def part_beside(target):
    """Where an image grows; it takes the target's name when it is whole."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name}.part".replace("#", ""))


def write_current(scene, path):
    """Renders the frame at which the shown scene stands."""
    scene.render.filepath = path
    bpy.ops.render.render(write_still=True)


class range_of_one:
    """The scene's range is one frame when the operator reads it, and its own again while the scene
    is evaluated: drivers may look at it."""

    def __init__(self, scene, frame):
        self._scene, self._frame = scene, frame
        self._own = scene.frame_start, scene.frame_end, scene.frame_step

    def __enter__(self):
        self._set(self._frame, self._frame, 1)
        bpy.app.handlers.render_init.append(self._restore)

    def __exit__(self, *_):
        bpy.app.handlers.render_init.remove(self._restore)
        self._set(*self._own)

    def _restore(self, *_):
        self._set(*self._own)

    def _set(self, start, end, step):
        scene = self._scene
        scene.frame_start, scene.frame_end = start, end
        scene.frame_start = start  # each of the two pushes the other along
        scene.frame_step = step
