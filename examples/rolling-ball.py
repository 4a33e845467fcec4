"""Makes the showcase scene: a ball that rolls over hills through a small toy country, for ever.

    blender -b --factory-startup --python examples/rolling-ball.py -- OUT.blend

The country repeats itself. Ball and camera travel one period of it in `FRAMES` frames, so the
frame after the last is the first one again and the film loops. Everything is keyframed and
seeded, nothing is simulated: each frame stands alone and can be rendered on any worker, in any
order.

It is lit to be clean with few samples and no denoiser. The light of the sky on all that stands
still is baked into its vertices; what is left to the renderer is one small sun.
"""

import math
import random
import sys
from pathlib import Path

import bmesh
import bpy
from mathutils import Matrix, Vector

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from rolling_ball.ball import build_ball  # noqa: E402  (needs the path above)
from rolling_ball.country import build_country  # noqa: E402
from rolling_ball.land import FRAMES, PERIOD_M  # noqa: E402
from rolling_ball.palette import SKY_LOW, SKY_TOP, SUNLIGHT, WHITE  # noqa: E402
from rolling_ball.shading import calculate, glow, mix, shader  # noqa: E402
from rolling_ball.shapes import key, mesh, place  # noqa: E402

FPS = 24
WIDTH_PX, HEIGHT_PX = 512, 288
SAMPLES = 8
SEED = 7
SUN_DIRECTION = (0.75, 0.42, -0.62)
SUN_LEFT_M = 7.6  # of the camera, for the disc that one sees


def add_sun():
    """A low warm sun from the left; small, so that its shadows need few samples."""
    data = bpy.data.lights.new("Sun", "SUN")
    data.energy, data.color, data.angle = 3.4, SUNLIGHT, math.radians(1.0)
    sun = place("Sun", data)
    sun.rotation_euler = Vector(SUN_DIRECTION).to_track_quat("-Z", "Y").to_euler()


def add_sky():
    """A gradient that only the camera sees: as a light, the sky is baked."""
    world = bpy.data.worlds.new("Sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    world.cycles.sampling_method = "NONE"
    world.cycles_visibility.diffuse = world.cycles_visibility.glossy = False
    nodes, link = world.node_tree.nodes, world.node_tree.links.new
    height = nodes.new("ShaderNodeSeparateXYZ")
    link(nodes.new("ShaderNodeTexCoord").outputs["Window"], height.inputs["Vector"])
    upward = calculate(nodes, link, "MULTIPLY_ADD", height.outputs["Y"], 2.4, -1.4)
    link(mix(nodes, link, "MIX", upward, SKY_LOW, SKY_TOP), nodes["Background"].inputs["Color"])


def add_sun_disc():
    """The sun that one sees: far behind the hills, and lighting nothing."""
    builder = bmesh.new()
    bmesh.ops.create_circle(builder, cap_ends=True, segments=64, radius=1.9,
                            matrix=Matrix.Rotation(math.pi / 2, 4, "X"))
    shine = shader("Shine", lambda nodes, link: glow(nodes, link, (1.0, 0.86, 0.58), 1.2))
    disc = place("Sun disc", mesh("Sun disc", builder, (WHITE,), shine), (0, 26, 4.0))
    disc.visible_shadow = False
    return disc


def add_camera():
    """Travels with the ball at an even pace and sways a little, once in a loop."""
    camera = place("Camera", bpy.data.cameras.new("Camera"))
    camera.data.lens = 38
    bpy.context.scene.camera = camera
    disc = add_sun_disc()
    for frame in range(1, FRAMES + 2):
        way = (frame - 1) / FRAMES
        pan, turn = PERIOD_M * way, 2 * math.pi * way
        camera.location = (pan - 0.5 * math.sin(turn), -7.2, 2.15 + 0.18 * math.cos(turn))
        aim = Vector((pan + 0.3, 0.6, 1.25))
        camera.rotation_euler = (aim - camera.location).to_track_quat("-Z", "Y").to_euler()
        disc.location.x = pan - SUN_LEFT_M
        key(camera, "location", frame)
        key(camera, "rotation_euler", frame)
        key(disc, "location", frame)


def configure_render():
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end = 1, FRAMES
    scene.view_settings.view_transform = "Standard"
    render = scene.render
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y = WIDTH_PX, HEIGHT_PX
    render.resolution_percentage = 100
    render.fps, render.fps_base = FPS, 1.0
    render.filepath = "//frames/"
    render.image_settings.file_format = "PNG"
    render.image_settings.color_mode = "RGB"
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = SAMPLES
    cycles.use_adaptive_sampling = False
    cycles.use_denoising = False
    cycles.max_bounces = 0


def main(out):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    build_country(build_ball(), random.Random(SEED))
    add_sun()
    add_sky()
    add_camera()
    configure_render()
    bpy.context.preferences.filepaths.save_version = 0  # no .blend1 beside it
    bpy.ops.wm.save_as_mainfile(filepath=str(out), compress=True)


main(Path(sys.argv[sys.argv.index("--") + 1]).resolve())
