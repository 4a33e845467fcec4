"""The small set that the test scenes share: a floor, a lamp, a camera, and things that move.

Everything goes through `bpy.data`, not through operators, so that nothing depends on a context
and the same call always gives the same scene.
"""

import math

import bmesh
import bpy
from mathutils import Vector

WIDTH_PX, HEIGHT_PX = 64, 36
SAMPLES = 2
FIRST_FRAME, LAST_FRAME = 1, 24
FPS = 24

GREY = (0.35, 0.35, 0.38)
ORANGE = (0.9, 0.3, 0.05)
BLUE = (0.05, 0.2, 0.8)
GREEN = (0.1, 0.55, 0.12)
SKY = (0.25, 0.27, 0.3)


def new_scene():
    """Forgets all that is loaded and returns the one empty scene that is left."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    configure(scene)
    return scene


def configure(scene, frames=(FIRST_FRAME, LAST_FRAME), size_px=(WIDTH_PX, HEIGHT_PX),
              samples=SAMPLES):
    """Sets what every test scene states itself, so that no default of a version decides."""
    render = scene.render
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y = size_px
    render.resolution_percentage = 100
    render.fps, render.fps_base = FPS, 1.0
    render.filepath = "//frames/"
    render.image_settings.file_format = "PNG"
    scene.frame_start, scene.frame_end = frames
    scene.cycles.device = "CPU"
    scene.cycles.samples = samples
    scene.cycles.seed = 0
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.use_denoising = False
    scene.cycles.max_bounces = 2


def build(scene, tint=ORANGE, frames=(FIRST_FRAME, LAST_FRAME), **settings):
    """Fills a scene with the standard set: a box that slides and turns over a floor."""
    configure(scene, frames, **settings)
    furnish(scene)
    mover = box(scene, "Mover", size_m=1.2, tint=tint)
    slide(mover, frames)
    return mover


def furnish(scene):
    """Adds the floor, the lamp, the camera and a grey sky."""
    floor(scene)
    lamp(scene)
    camera(scene)
    scene.world = bpy.data.worlds.new("Sky")
    scene.world.color = SKY


def material(name, tint):
    made = bpy.data.materials.new(name)
    made.diffuse_color = (*tint, 1.0)
    made.use_nodes = True
    surface = made.node_tree.nodes["Principled BSDF"]
    surface.inputs["Base Color"].default_value = (*tint, 1.0)
    surface.inputs["Roughness"].default_value = 0.6
    return made


def mesh_object(scene, name, shape, tint, location=(0, 0, 0)):
    """Makes an object of what `shape(bm)` builds."""
    mesh = bpy.data.meshes.new(name)
    builder = bmesh.new()
    shape(builder)
    builder.to_mesh(mesh)
    builder.free()
    mesh.materials.append(material(name, tint))
    return add(scene, name, mesh, location)


def add(scene, name, data, location=(0, 0, 0)):
    made = bpy.data.objects.new(name, data)
    made.location = location
    scene.collection.objects.link(made)
    return made


def box(scene, name, size_m=1.0, tint=ORANGE, location=(0, 0, 0.6)):
    return mesh_object(scene, name, lambda bm: bmesh.ops.create_cube(bm, size=size_m),
                       tint, location)


def ball(scene, name, radius_m=0.5, tint=BLUE, location=(0, 0, 0.5)):
    return mesh_object(
        scene, name,
        lambda bm: bmesh.ops.create_uvsphere(bm, u_segments=16, v_segments=8, radius=radius_m),
        tint, location)


def grid(scene, name, side_m, cells, tint=GREY, location=(0, 0, 0)):
    """A square sheet with its middle at `location`."""
    return mesh_object(
        scene, name,
        lambda bm: bmesh.ops.create_grid(bm, x_segments=cells, y_segments=cells, size=side_m / 2),
        tint, location)


def floor(scene):
    return grid(scene, "Floor", side_m=16, cells=1)


def lamp(scene):
    """A sun, which costs the fewest rays."""
    data = bpy.data.lights.new("Lamp", "SUN")
    data.energy = 4.0
    made = add(scene, "Lamp", data, (3, -3, 6))
    made.rotation_euler = (math.radians(40), 0, math.radians(30))
    return made


def camera(scene, name="Camera", location=(0, -7, 3.5), target=(0, 0, 1.0), active=True):
    made = add(scene, name, bpy.data.cameras.new(name), location)
    made.rotation_euler = (Vector(target) - Vector(location)).to_track_quat("-Z", "Y").to_euler()
    if active:
        scene.camera = made
    return made


def slide(mover, frames, reach_m=3.0):
    """Keys a move from left to right with one turn: no two frames look alike."""
    height_m = mover.location.z
    for frame, side, turn_deg in ((frames[0], -1, 0), (frames[1], 1, 300)):
        mover.location = (side * reach_m, 0, height_m)
        mover.rotation_euler = (0, 0, math.radians(turn_deg))
        mover.keyframe_insert("location", frame=frame)
        mover.keyframe_insert("rotation_euler", frame=frame)
    for curve in mover.animation_data.action.fcurves:
        for point in curve.keyframe_points:
            point.interpolation = "LINEAR"


def save(out, compress=False):
    """Writes the file as it is in memory, without a `.blend1` beside it."""
    bpy.context.preferences.filepaths.save_version = 0
    bpy.ops.wm.save_as_mainfile(filepath=str(out), compress=compress, relative_remap=True)
