"""Frames of an unbaked simulation, which must be walked through from its start.

Only the scene that is shown simulates rigid bodies and cloth: what `blender -a` evaluates for a
render may read a simulation but does not move it on, and shows it frozen (seen in 3.4). So each
frame is set in turn, from the simulation's start, and then rendered where it stands. That gives the
pixels of a baked simulation, and the same from any worker, whichever frames it renders on the way.
"""

from .frames import Frames, show, write_current


class SteppedFrames(Frames):
    """Frames in ascending order, from where the simulation begins."""

    def __init__(self, link, scene, simulation_start):
        super().__init__(scene)
        self._link, self._start = link, simulation_start
        self._at = None

    def _show(self):
        show(self._scene)

    def render(self, frame, target, preview_target):
        """Walks to the frame; its seconds are those of the frame alone."""
        while self._at is None or self._at < frame:
            self._at = min(self._start, frame) if self._at is None else self._at + 1
            self._scene.frame_set(self._at)
            if self._at < frame:
                self._link.send("stepped", frame=self._at)
        return super().render(frame, target, preview_target)

    def _write(self, frame, path):
        write_current(self._scene, path)
