"""Makes a heavy scene for the benchmarks: an island in the evening, about 100 MB on disk.

    blender -b --factory-startup --python bench/scenes/heavy.py -- OUT.blend

It costs seconds to load and to hand to the renderer, for it has 810,000 quads and three packed
images, but its frames are cheap: 320x180, eight samples, 48 frames of a camera that flies by.
That is where a farm which keeps the scene loaded differs from one that starts Blender anew.

All of it is made of noise from fixed seeds, so each run makes the same island. It needs nothing
but Blender; Debian's has no numpy.
"""

import math
import random
import struct
import sys
import zlib
from array import array
from pathlib import Path

import bpy
from mathutils import Vector, noise

FRAMES = 48
FPS = 24
WIDTH_PX, HEIGHT_PX = 320, 180
SAMPLES = 8
SEED = 20

SIDE_M = 40.0
CELLS = 900  # along one side of the terrain
PEAK_M = 6.0
ISLAND_SPOT = Vector((3.7, 1.3, 0.5))  # where in the endless noise the island is cut out
GRAIN_PX = 2048
GRAIN_TILES = (3, 17, 71)  # how often each image is repeated along the terrain's side
TREES = 9000
TREE_SIZES_M = (0.35, 0.5, 0.65)
SMOOTHING_ROUNDS = 24  # of the terrain, each time that it is loaded
SUN_DIRECTION = (0.80, 0.45, -0.36)

# Linear colours.
SAND, GRASS, FOREST = (0.50, 0.40, 0.24), (0.17, 0.25, 0.06), (0.05, 0.11, 0.04)
ROCK, SNOW, SEA = (0.25, 0.20, 0.17), (0.88, 0.88, 0.92), (0.012, 0.07, 0.10)
SKY_LOW, SKY_TOP = (0.95, 0.60, 0.40), (0.14, 0.30, 0.62)


# The land

def smoothstep(low, high, value):
    t = min(max((value - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


def height(x, y):
    """Metres above the sea: ridges in the middle, a shore of bays, the sea's floor all round."""
    spot = ISLAND_SPOT + Vector((x, y, 0)) * (3.2 / SIDE_M)
    bend = noise.fractal(spot, 1.0, 2.0, 3)
    shore = 1 - smoothstep(0.25, 0.95, math.hypot(x, y) * 2 / SIDE_M + 0.30 * bend)
    ridges = noise.ridged_multi_fractal(spot, 1.0, 2.1, 8, 1.0, 2.0)
    return PEAK_M * (shore * (0.16 + 0.42 * ridges * shore) - 0.10)


# Images

def packed_grain(name, dice):
    """An image of coloured grain, which hardly compresses, packed into the file.

    Laid over the terrain in several sizes at once, the grains add up to stones and growth.
    """
    shades = bytes(round(140 + 110 * value / 255) for value in range(256))
    rows = (b"\0" + dice.randbytes(3 * GRAIN_PX).translate(shades) for _ in range(GRAIN_PX))
    content = png(GRAIN_PX, GRAIN_PX, b"".join(rows))
    image = bpy.data.images.new(name, GRAIN_PX, GRAIN_PX)
    image.filepath = f"//{name}.png"
    image.source = "FILE"
    image.pack(data=content, data_len=len(content))
    return image


def png(width_px, height_px, rows):
    """A PNG file of 8-bit red, green and blue rows, each with its filter byte before it."""
    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks)


# Scene

def add(name, data):
    made = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(made)
    return made


def add_terrain(surface):
    """A sheet of `CELLS` x `CELLS` quads, written as whole arrays because it is so many.

    It carries a modifier, as heavy scenes do, which costs time before the first frame.
    """
    points, count = CELLS + 1, CELLS * CELLS
    axis = [SIDE_M * (n / CELLS - 0.5) for n in range(points)]
    places = array("f", (part for y in axis for x in axis for part in (x, y, height(x, y))))
    corners = array("i", (corner for row in range(CELLS) for first in
                          range(row * points, row * points + CELLS)
                          for corner in (first, first + 1, first + points + 1, first + points)))
    made = bpy.data.meshes.new("Terrain")
    made.vertices.add(points * points)
    made.vertices.foreach_set("co", places)
    made.loops.add(4 * count)
    made.loops.foreach_set("vertex_index", corners)
    made.polygons.add(count)
    made.polygons.foreach_set("loop_start", array("i", range(0, 4 * count, 4)))
    made.polygons.foreach_set("loop_total", array("i", [4]) * count)
    made.polygons.foreach_set("use_smooth", [True] * count)
    made.update(calc_edges=True)
    made.materials.append(surface)
    weather = add("Terrain", made).modifiers.new("Weather", "SMOOTH")
    weather.factor, weather.iterations = 0.3, SMOOTHING_ROUNDS


def add_woods(dice):
    """Firs of three sizes where it is green and not steep, each an instance on one vertex."""
    needles = bpy.data.materials.new("Needles")
    needles.use_nodes = True
    surface = needles.node_tree.nodes["Principled BSDF"].inputs
    surface["Base Color"].default_value = (*FOREST, 1)
    surface["Roughness"].default_value = 0.9
    for number, size_m in enumerate(TREE_SIZES_M):
        fir = add(f"Fir {number}", fir_mesh(size_m))
        fir.data.materials.append(needles)
        stand = bpy.data.meshes.new(f"Wood {number}")
        stand.from_pydata(tree_spots(dice, TREES // len(TREE_SIZES_M)), [], [])
        wood = add(f"Wood {number}", stand)
        wood.instance_type = "VERTS"
        wood.show_instancer_for_render = False
        fir.parent = wood


def fir_mesh(size_m):
    """Two cones with seven sides; as the child of an instancer it is not drawn itself."""
    sides, corners, faces = 7, [], []
    for foot, top, reach in ((0.05, 0.7, 0.28), (0.4, 1.0, 0.2)):
        first = len(corners)
        corners += [(size_m * reach * math.cos(2 * math.pi * n / sides),
                     size_m * reach * math.sin(2 * math.pi * n / sides), size_m * foot)
                    for n in range(sides)] + [(0, 0, size_m * top)]
        faces += [(first + n, first + (n + 1) % sides, first + sides) for n in range(sides)]
    made = bpy.data.meshes.new("Fir")
    made.from_pydata(corners, [], faces)
    return made


def tree_spots(dice, count):
    spots = []
    while len(spots) < count:
        x, y = (dice.uniform(-0.5, 0.5) * SIDE_M for _ in range(2))
        z = height(x, y)
        steep = math.hypot(height(x + 0.2, y) - z, height(x, y + 0.2) - z) / 0.2
        if 0.35 < z < 1.9 and steep < 0.9 and noise.noise((x / 3, y / 3, 0)) > -0.15:
            spots.append((x, y, z))
    return spots


def add_sea():
    far = 40 * SIDE_M
    made = bpy.data.meshes.new("Sea")
    made.from_pydata([(-far, -far, 0), (far, -far, 0), (far, far, 0), (-far, far, 0)],
                     [], [(0, 1, 2, 3)])
    water = bpy.data.materials.new("Sea")
    water.use_nodes = True
    surface = water.node_tree.nodes["Principled BSDF"].inputs
    surface["Base Color"].default_value = (*SEA, 1)
    surface["Roughness"].default_value = 0.12
    made.materials.append(water)
    add("Sea", made)


def ground_material(grains):
    """Sand, grass, woods, rock and snow by height, slope and grain."""
    made = bpy.data.materials.new("Ground")
    made.use_nodes = True
    nodes, link = made.node_tree.nodes, made.node_tree.links.new
    geometry = nodes.new("ShaderNodeNewGeometry")
    place, slope = nodes.new("ShaderNodeSeparateXYZ"), nodes.new("ShaderNodeSeparateXYZ")
    link(geometry.outputs["Position"], place.inputs["Vector"])
    link(geometry.outputs["Normal"], slope.inputs["Vector"])
    fields = [laid(nodes, link, geometry.outputs["Position"], image, tiles)
              for image, tiles in zip(grains, GRAIN_TILES)]
    up = uneven(nodes, link, place.outputs["Z"], fields[0], 2.0)
    steep = uneven(nodes, link, slope.outputs["Z"], fields[1], 0.5)
    shown = SAND
    for value, low, high, colour in ((up, 0.1, 0.35, GRASS), (up, 0.6, 0.9, FOREST),
                                     (up, 1.9, 2.3, ROCK), (steep, 0.78, 0.66, ROCK),
                                     (up, 3.0, 3.5, SNOW)):
        shown = mix(nodes, link, "MIX", between(nodes, link, value, low, high), shown, colour)
    for field in fields:
        shown = mix(nodes, link, "MULTIPLY", 0.7, shown, brightened(nodes, link, field))
    matt = nodes.new("ShaderNodeBsdfDiffuse")
    link(shown, matt.inputs["Color"])
    link(matt.outputs["BSDF"], nodes["Material Output"].inputs["Surface"])
    return made


def laid(nodes, link, place, image, tiles):
    """An image laid on the terrain from above, repeated along each side."""
    scale = nodes.new("ShaderNodeMapping")
    scale.inputs["Scale"].default_value = (tiles / SIDE_M / 16, tiles / SIDE_M / 16, 1)
    texture = nodes.new("ShaderNodeTexImage")
    texture.image = image
    link(place, scale.inputs["Vector"])
    link(scale.outputs["Vector"], texture.inputs["Vector"])
    return texture.outputs["Color"]


def uneven(nodes, link, value, field, reach):
    """A value that the grain pushes up and down, so that no border is a line."""
    push = nodes.new("ShaderNodeMath")
    push.operation = "MULTIPLY_ADD"
    link(field, push.inputs[0])
    push.inputs[1].default_value = reach
    link(value, push.inputs[2])
    level = nodes.new("ShaderNodeMath")
    level.operation = "SUBTRACT"
    link(push.outputs["Value"], level.inputs[0])
    level.inputs[1].default_value = reach * 0.55  # the grain's own middle
    return level.outputs["Value"]


def between(nodes, link, value, low, high):
    """0 at `low`, 1 at `high`, smooth in between."""
    step = nodes.new("ShaderNodeMapRange")
    step.interpolation_type = "SMOOTHSTEP"
    link(value, step.inputs["Value"])
    step.inputs["From Min"].default_value = low
    step.inputs["From Max"].default_value = high
    return step.outputs["Result"]


def brightened(nodes, link, field):
    gain = nodes.new("ShaderNodeBrightContrast")
    link(field, gain.inputs["Color"])
    gain.inputs["Bright"].default_value = 0.35
    gain.inputs["Contrast"].default_value = 0.6
    return gain.outputs["Color"]


def mix(nodes, link, blend, factor, first, second):
    node = nodes.new("ShaderNodeMixRGB")
    node.blend_type = blend
    for name, value in (("Fac", factor), ("Color1", first), ("Color2", second)):
        if isinstance(value, bpy.types.NodeSocket):
            link(value, node.inputs[name])
        else:
            node.inputs[name].default_value = (*value, 1) if isinstance(value, tuple) else value
    return node.outputs["Color"]


def add_light():
    """A low sun, and a sky that is warm above the sea and blue overhead."""
    world = bpy.data.worlds.new("Sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    world.cycles.sampling_method = "NONE"  # the sun is a lamp; the rest is too even to aim at
    nodes, link = world.node_tree.nodes, world.node_tree.links.new
    direction = nodes.new("ShaderNodeSeparateXYZ")
    link(nodes.new("ShaderNodeTexCoord").outputs["Generated"], direction.inputs["Vector"])
    colour = mix(nodes, link, "MIX", between(nodes, link, direction.outputs["Z"], -0.05, 0.45),
                 SKY_LOW, SKY_TOP)
    link(colour, nodes["Background"].inputs["Color"])
    nodes["Background"].inputs["Strength"].default_value = 0.7
    sun = bpy.data.lights.new("Sun", "SUN")
    sun.energy, sun.color, sun.angle = 4.0, (1.0, 0.74, 0.48), math.radians(1)
    add("Sun", sun).rotation_euler = Vector(SUN_DIRECTION).to_track_quat("-Z", "Y").to_euler()


def add_camera():
    """Flies past the island, a little down and round it."""
    camera = add("Camera", bpy.data.cameras.new("Camera"))
    camera.data.lens = 30
    bpy.context.scene.camera = camera
    for frame in range(1, FRAMES + 1):
        way = (frame - 1) / (FRAMES - 1)
        angle = math.radians(-115 + 50 * way)
        camera.location = (29 * math.cos(angle), 29 * math.sin(angle), 6.0 - 2.2 * way)
        aim = Vector((0, 0, 2.2)) - camera.location
        camera.rotation_euler = aim.to_track_quat("-Z", "Y").to_euler()
        camera.keyframe_insert("location", frame=frame)
        camera.keyframe_insert("rotation_euler", frame=frame)


def configure_render():
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end = 1, FRAMES
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = "Medium High Contrast"
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
    cycles.max_bounces = 2


def main(out):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    dice = random.Random(SEED)
    grains = [packed_grain(f"grain-{tiles}", dice) for tiles in GRAIN_TILES]
    add_terrain(ground_material(grains))
    add_woods(dice)
    add_sea()
    add_light()
    add_camera()
    configure_render()
    bpy.context.preferences.filepaths.save_version = 0  # no .blend1 beside it
    bpy.ops.wm.save_as_mainfile(filepath=str(out), compress=False)


main(Path(sys.argv[sys.argv.index("--") + 1]).resolve())
