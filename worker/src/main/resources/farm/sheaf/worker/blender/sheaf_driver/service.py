"""Takes one order after another: open once, then render and mixdown as often as asked."""

import bpy

from . import farewell, files, report, settings, simulations, sound
from .frames import Frames
from .stepping import SteppedFrames
from .trouble import Refusal


def serve(link):
    desk = Desk(link)
    while True:
        order = link.next_order()
        try:
            getattr(desk, "do_" + order["do"])(order)
        except Refusal as refusal:
            answer_in_full(link, "refused", refusal.kind, str(refusal))
        except Exception as fault:
            answer_in_full(link, "failed", "scene", in_words(fault))


def answer_in_full(link, answer, kind, message):
    """Sends bad news after Blender's output is out."""
    link.send(answer, kind=kind, message=message, mark=output_mark(message))


def output_mark(near):
    """Lets Blender's output out, closed by a mark that tells so."""
    mark = f"sheaf-mark-{id(near):x}"
    print(mark)
    farewell.flush()
    return mark


def in_words(fault):
    """An operator's error begins with "Error: "; any other with its type."""
    text = str(fault).strip()
    return text if isinstance(fault, RuntimeError) else f"{type(fault).__name__}: {text}"


class Desk:
    """What the driver remembers from one order to the next."""

    def __init__(self, link):
        self._link = link
        self._scene = None
        self._frames = None

    def do_open(self, order):
        warnings = []
        settings.warn_of_version(warnings)
        scene = settings.choose_scene(order)
        files.check(scene, order["missing"], warnings)
        settings.apply(scene, order, warnings)
        unbaked = simulations.unbaked(scene)
        settings.keep_data_between_frames(scene, unbaked)
        start = None
        if unbaked:
            start = min(each.start for each in unbaked)
            warnings.append(simulations.warning(unbaked))
        self._scene = scene
        self._frames = (SteppedFrames(self._link, scene, start) if unbaked else Frames(scene))
        self._link.send("ready", scene=scene.name, mark=output_mark(scene),
                        **report.of(scene, start, warnings))

    def do_render(self, order):
        seconds = self._frames.render(order["frame"], order["target"], order.get("preview"))
        self._link.send("rendered", seconds=seconds)

    def do_mixdown(self, order):
        self._link.send("mixed", **sound.mix(self._scene, order))
