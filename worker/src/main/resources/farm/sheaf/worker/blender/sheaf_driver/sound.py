"""The scene's sound as one WAV file."""

import bpy

from .files import exists, packed, strips

AUDIBLE = {"SOUND", "SCENE"}


def mix(scene, order):
    """Mixes the frames from first to last; says `silent` where there is nothing to hear."""
    if not sounds(scene):
        return {"silent": True}
    render = scene.render
    kept = scene.frame_start, scene.frame_end, render.fps, render.fps_base
    try:
        scene.frame_start, scene.frame_end = order["first"], order["last"]
        scene.frame_start = order["first"]  # each of the two pushes the other along
        if order.get("fps"):
            render.fps, render.fps_base = order["fps"], order["fpsBase"]
        write(scene, order["target"])
    finally:
        scene.frame_start, scene.frame_end, render.fps, render.fps_base = kept
        scene.frame_start = kept[0]
    return {"silent": False}


def sounds(scene):
    """Strips and speakers that have something to play."""
    heard = [strip for strip in strips(scene) if strip.type in AUDIBLE and not strip.mute]
    speakers = [each for each in scene.objects
                if each.type == "SPEAKER" and each.data.sound and not each.data.muted]
    return [each for each in heard if each.type == "SCENE" or playable(each.sound)] + [
        each for each in speakers if playable(each.data.sound)]


def playable(sound):
    return sound is not None and (packed(sound) or exists(sound.filepath, sound.library))


def write(scene, target):
    with bpy.context.temp_override(scene=scene):
        bpy.ops.sound.mixdown(filepath=target, check_existing=False, container="WAV", codec="PCM",
                              format="S16")
