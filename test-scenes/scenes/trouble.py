"""Scenes that lack something: a camera, a file, or the leave to run their scripts."""

import bpy

from . import stage

WAVE_SCRIPT = '''import bpy
import math


def wave(frame):
    """Metres to the right at this frame."""
    return 2.5 * math.sin(frame / 4)


bpy.app.driver_namespace["wave"] = wave
'''


def no_camera(out):
    """All is there but something to look through."""
    scene = stage.new_scene()
    stage.build(scene)
    bpy.data.objects.remove(scene.camera)
    stage.save(out)


def missing_library(out):
    """Links a box from `gone-library.blend` beside the file, which is not there any more."""
    library = out.with_name("gone-library.blend")
    stage.box(stage.new_scene(), "Borrowed", 1.5, stage.BLUE, (0, 1.5, 0.75))
    stage.save(library)
    scene = stage.new_scene()
    stage.build(scene)
    stage.save(out)  # gives the link something to be relative to
    with bpy.data.libraries.load(str(library), link=True, relative=True) as (_, wanted):
        wanted.objects = ["Borrowed"]
    scene.collection.objects.link(wanted.objects[0])
    stage.save(out)
    library.unlink()


def missing_image(out):
    """The floor's texture is `textures/gone.png` beside the file, which never was there."""
    scene = stage.new_scene()
    stage.build(scene)
    image = bpy.data.images.new("gone.png", 8, 8)
    image.source = "FILE"
    image.filepath = "//textures/gone.png"
    nodes = bpy.data.materials["Floor"].node_tree
    texture = nodes.nodes.new("ShaderNodeTexImage")
    texture.image = image
    nodes.links.new(texture.outputs["Color"], nodes.nodes["Principled BSDF"].inputs["Base Color"])
    stage.save(out)


def script_driver(out):
    """A box moves only if the file's own script may run; otherwise it stays in the middle."""
    scene = stage.new_scene()
    stage.build(scene)
    script = bpy.data.texts.new("wave.py")
    script.write(WAVE_SCRIPT)
    script.use_module = True  # "Register": Blender runs it on load, if allowed
    driven = stage.box(scene, "Driven", 0.9, stage.BLUE, (0, -2, 0.45))
    driven.driver_add("location", 0).driver.expression = "wave(frame)"
    stage.save(out)
