"""The toy country: road, meadow, hills, trees, gate, mill and clouds."""

import math

import bmesh
import bpy
from mathutils import Matrix, Vector

from .bake import bake_sky
from .ball import BALL_RADIUS_M
from .land import (FRAMES, KERB_HEIGHT_M, KERB_WIDTH_M, PERIOD_M, ROAD_HALF_WIDTH_M, land_height,
                   phase, road_height)
from .palette import (BARK, BLOSSOM, CORAL, CREAM, GOLD, GRASS, KERB, LEAVES, PLANKS, RIDGES, ROOF,
                      STONE, WHITE)
from .shading import moving, still
from .shapes import at, key, mesh, place, sheet, solids

FIRST_COPY, COPIES = -3, 7  # periods of the country, so that the camera never sees an end
PLANK_COUNT = 42  # along one period
MILL_SPOT = (1.75, 2.7)
GATE_X_M = PERIOD_M / 2


def build_country(ball, dice):
    """Builds it all; `dice` decides where trees and stones stand."""
    country = Country()
    add_road(country)
    add_meadow(country)
    add_ridges(country)
    add_mill(country)
    add_trees(country, dice)
    add_stones(country, dice)
    add_gate(country)
    add_clouds(country)
    country.finish(ball)


class Country:
    """One period of all that stands still, gathered into a single mesh.

    One mesh that an array modifier repeats is small on disk, and quicker to trace than hundreds
    of objects whose boxes overlap.
    """

    def __init__(self):
        self.whole = bmesh.new()
        self.tints = []

    def add(self, builder, tints, matrix=Matrix.Identity(4)):
        """Moves a bmesh in; its material numbers count through `tints`."""
        for face in builder.faces:
            tint = tints[face.material_index]
            if tint not in self.tints:
                self.tints.append(tint)
            face.material_index = self.tints.index(tint)
        builder.transform(matrix)
        part = bpy.data.meshes.new("Part")
        builder.to_mesh(part)
        builder.free()
        self.whole.from_mesh(part)
        bpy.data.meshes.remove(part)

    def stand(self, builder, tints, x, y, size=1.0, turn=0.0):
        """Puts something on the meadow."""
        self.add(builder, tints, Matrix.Translation((x, y, land_height(x, y)))
                 @ Matrix.Rotation(turn, 4, "Z") @ Matrix.Scale(size, 4))

    def finish(self, ball):
        """Bakes the light and places the country, period after period."""
        data = mesh("Country", self.whole, self.tints, still(ball, BALL_RADIUS_M))
        bake_sky(data)
        repeated = place("Country", data, (FIRST_COPY * PERIOD_M, 0, 0)).modifiers.new(
            "Repeat", "ARRAY")
        repeated.count = COPIES
        repeated.use_relative_offset, repeated.use_constant_offset = False, True
        repeated.constant_offset_displace = (PERIOD_M, 0, 0)


def add_road(country):
    """Planks over the hills between two kerbs."""
    inner, outer = ROAD_HALF_WIDTH_M, ROAD_HALF_WIDTH_M + KERB_WIDTH_M
    middle = [(-inner + 2 * inner * n / 4, 0) for n in range(5)]
    profile = [(-outer, -0.3), (-outer, KERB_HEIGHT_M), (-inner, KERB_HEIGHT_M), *middle,
               (inner, KERB_HEIGHT_M), (outer, KERB_HEIGHT_M), (outer, -0.3)]
    rows = []
    for step in range(PLANK_COUNT + 1):
        x = step * PERIOD_M / PLANK_COUNT
        rows.append([(x, y, road_height(x) + dz) for y, dz in profile])
    country.add(sheet(rows, lambda row, column: row % 2 if 3 <= column < 7 else 2),
                (*PLANKS, KERB))


def add_meadow(country):
    steps_x, steps_y, near_m, far_m = 32, 32, -4.0, 8.0
    rows = [[(x, y, meadow_height(x, y))
             for x in (i * PERIOD_M / steps_x for i in range(steps_x + 1))]
            for y in (near_m + (far_m - near_m) * j / steps_y for j in range(steps_y + 1))]
    country.add(sheet(rows, lambda row, column: 0), (GRASS,))


def meadow_height(x, y):
    """The land, but below the planks where these cover it."""
    return land_height(x, y) - (0.25 if abs(y) < ROAD_HALF_WIDTH_M else 0.0)


def add_ridges(country):
    """Three ranges of hills, each paler than the one before it, as the air makes them."""
    steps = 48
    shapes = ((8.0, 0.9, 0.35, 0.4), (11.5, 1.5, 0.62, 2.3), (16.0, 2.3, 0.85, 4.4))
    for (y, height_m, swing_m, shift), tint in zip(shapes, RIDGES):
        foot, crest, back = [], [], []
        for x in (step * PERIOD_M / steps for step in range(steps + 1)):
            wave = math.sin(phase(x) + shift) + 0.45 * math.sin(2 * phase(x) + 2.1 * shift)
            top = height_m + swing_m * wave
            foot.append((x, y - 0.8, -2))
            crest.append((x, y, top))
            back.append((x, y + 2.0, top - 1.5))
        country.add(sheet([foot, crest, back], lambda row, column: 0), (tint,))


def fir():
    return solids((("stick", 1, at((0, 0, 0.12), (0.07, 0.07, 0.4))),
                   ("cone", 0, at((0, 0, 0.60), (0.42, 0.42, 0.7))),
                   ("cone", 0, at((0, 0, 0.95), (0.33, 0.33, 0.6))),
                   ("cone", 0, at((0, 0, 1.25), (0.23, 0.23, 0.5)))))


def round_tree():
    return solids((("stick", 1, at((0, 0, 0.20), (0.06, 0.06, 0.7))),
                   ("ball", 0, at((0, 0, 0.95), (0.42, 0.42, 0.46))),
                   ("pebble", 0, at((0.26, -0.08, 0.78), (0.26, 0.26, 0.26))),
                   ("pebble", 0, at((-0.24, 0.06, 0.74), (0.24, 0.24, 0.24)))))


def add_trees(country, dice):
    """Woods behind the road, and a few small ones before it that pass close by the camera."""
    kinds = [(fir, leaf) for leaf in LEAVES] + [(round_tree, leaf) for leaf in BLOSSOM]
    kinds += kinds[:3]
    spots = sorted((PERIOD_M * (n + dice.uniform(0.1, 0.9)) / 15, dice.uniform(1.6, 6.0))
                   for n in range(15))
    for n, (x, y) in enumerate(spots):
        shape, leaf = kinds[n * 5 % len(kinds)]
        size, turn = dice.uniform(0.75, 1.25), dice.uniform(0, 2 * math.pi)
        if abs(x - MILL_SPOT[0]) > 1.0 or y > MILL_SPOT[1] + 0.8:
            country.stand(shape(), (leaf, BARK), x, y, size, turn)
    for x, y, leaf in ((1.9, -1.8, LEAVES[2]), (5.9, -2.3, LEAVES[1]), (7.4, -1.5, LEAVES[1])):
        country.stand(fir(), (leaf, BARK), x, y, 0.42)


def add_stones(country, dice):
    for _ in range(9):
        y = dice.choice((dice.uniform(-2.4, -1.1), dice.uniform(1.1, 1.7)))
        stone = solids((("pebble", 0, at((0, 0, 0), (1, 0.8, 0.6))),))
        country.stand(stone, (STONE,), dice.uniform(0, PERIOD_M), y, dice.uniform(0.06, 0.15),
                      dice.uniform(0, 2 * math.pi))


def add_gate(country):
    """A striped arch over the road."""
    radius_m, thick_m, deep_m, stilt_m, stripes = 1.02, 0.17, 0.32, 0.55, 15
    angles = [math.pi * n / stripes for n in range(stripes + 1)]
    bow = [Vector((0, -radius_m * math.cos(a), stilt_m + radius_m * math.sin(a))) for a in angles]
    outline = [Vector((0, -radius_m, 0)), *bow, Vector((0, radius_m, 0))]
    parts = []
    for n, (start, end) in enumerate(zip(outline, outline[1:])):
        tilt = (end - start).to_track_quat("Z", "X").to_matrix().to_4x4()
        size = Matrix.Diagonal((deep_m, thick_m, 1.08 * (end - start).length, 1))
        parts.append(("box", n % 2, Matrix.Translation((start + end) / 2) @ tilt @ size))
    country.add(solids(parts), (CORAL, CREAM),
                Matrix.Translation((GATE_X_M, 0, road_height(GATE_X_M) - 0.05)))


def add_mill(country):
    """A windmill; its four sails turn by a quarter in a loop."""
    x, y = MILL_SPOT
    tower = solids((("stick", 0, at((0, 0, 0.75), (0.42, 0.42, 1.7))),
                    ("cone", 1, at((0, 0, 1.86), (0.50, 0.50, 0.6))),
                    ("pebble", 2, at((0, -0.44, 1.45), (0.09, 0.14, 0.09)))))
    country.stand(tower, (WHITE, ROOF, GOLD), x, y)
    parts = []
    for quarter in range(4):
        turned = Matrix.Rotation(math.pi / 2 * quarter + 0.3, 4, "Y")
        parts += [("box", 0, turned @ at((0, 0, 0.5), (0.05, 0.04, 1.0))),
                  ("box", 0, turned @ at((0.13, 0, 0.62), (0.24, 0.02, 0.72)))]
    sails = mesh("Sails", solids(parts), (CREAM,), moving("Sail"))
    for n in range(FIRST_COPY, FIRST_COPY + COPIES):
        made = place("Sails", sails, (x + n * PERIOD_M, y - 0.56, land_height(x, y) + 1.45))
        for frame, angle in ((1, 0.0), (FRAMES + 1, math.pi / 2)):
            made.rotation_euler.y = angle
            key(made, "rotation_euler", frame)


def add_clouds(country):
    for x, y, z, size in ((0.6, 13.0, 4.2, 0.55), (4.9, 16.0, 5.0, 0.8)):
        puff = solids((("ball", 0, at((0, 0, 0), (0.9, 0.4, 0.34))),
                       ("pebble", 0, at((-0.7, 0, -0.08), (0.55, 0.35, 0.24))),
                       ("pebble", 0, at((0.75, 0, -0.06), (0.6, 0.35, 0.26))),
                       ("pebble", 0, at((0.2, 0, 0.22), (0.5, 0.3, 0.3)))))
        country.add(puff, (WHITE,), Matrix.Translation((x, y, z)) @ Matrix.Scale(size, 4))
