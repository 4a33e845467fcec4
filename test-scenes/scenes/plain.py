"""Scenes that render without trouble and differ in range, rate, size, weight or parts."""

import math
import struct
import tempfile
import wave
from pathlib import Path

import bpy

from . import stage

BEEP_HZ, BEEP_S, WAV_HZ = 440, 1, 8000


def tiny(out):
    """24 small frames: the default of every test that only wants some film."""
    stage.build(stage.new_scene())
    stage.save(out)


def fps_ntsc(out):
    """The rate 30000/1001, which a farm that keeps an integer gets wrong."""
    scene = stage.new_scene()
    stage.build(scene)
    scene.render.fps, scene.render.fps_base = 30, 1.001
    stage.save(out)


def slow(out):
    """Seconds for each frame, from samples alone, so that a test can kill in mid-frame."""
    stage.build(stage.new_scene(), frames=(1, 12), size_px=(128, 72), samples=850)
    stage.save(out)


def two_scenes(out):
    """Scenes "Main" (active) and "Second", which share a second camera, "Side"."""
    main = stage.new_scene()
    main.name = "Main"
    second = bpy.data.scenes.new("Second")
    stage.build(main)
    stage.build(second, tint=stage.GREEN, frames=(1, 12))
    second.objects["Mover.001"].scale = (0.5, 0.5, 2.0)
    side = stage.camera(main, "Side", location=(7, -2, 1.5), active=False)
    second.collection.objects.link(side)
    stage.save(out)


def odd_size(out):
    """63x35 pixels, where H.264 in yuv420p needs even sizes."""
    stage.build(stage.new_scene(), size_px=(63, 35))
    stage.save(out)


def sound(out):
    """One second of film with a packed beep in the sequencer."""
    scene = stage.new_scene()
    stage.build(scene)
    with tempfile.TemporaryDirectory() as folder:
        beep = Path(folder) / "beep.wav"
        write_beep(beep)
        strip = scene.sequence_editor_create().sequences.new_sound(
            "Beep", str(beep), channel=1, frame_start=scene.frame_start)
        strip.sound.pack()
    strip.sound.filepath = "//beep.wav"
    stage.save(out)


def write_beep(path):
    """A sine of 16-bit mono samples."""
    with wave.open(str(path), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(WAV_HZ)
        writer.writeframes(b"".join(
            struct.pack("<h", round(12000 * math.sin(2 * math.pi * BEEP_HZ * n / WAV_HZ)))
            for n in range(WAV_HZ * BEEP_S)))
