"""Meshes from simple solids, objects from meshes, keys on objects."""

import math

import bmesh
import bpy
from mathutils import Matrix, Vector

from .shading import TINT

SHARP_RAD = math.radians(40)
GRAIN_M = 1 / 1024  # points are rounded to this, which lets the file compress better


def sheet(rows, tint_of):
    """A bmesh surface through rows of points; `tint_of(row, column)` is its material number."""
    builder = bmesh.new()
    grid = [[builder.verts.new(point) for point in row] for row in rows]
    for row, (near, far) in enumerate(zip(grid, grid[1:])):
        for column in range(len(near) - 1):
            face = builder.faces.new(
                (near[column], near[column + 1], far[column + 1], far[column]))
            face.material_index = tint_of(row, column)
    bmesh.ops.recalc_face_normals(builder, faces=builder.faces)
    if sum(face.normal.z for face in builder.faces) < 0:
        bmesh.ops.reverse_faces(builder, faces=builder.faces)
    return builder


def solids(parts):
    """A bmesh of (kind, material number, matrix) parts of unit size."""
    builder = bmesh.new()
    for kind, tint, matrix in parts:
        if kind == "box":
            made = bmesh.ops.create_cube(builder, size=1, matrix=matrix)
            faces = {face for vertex in made["verts"] for face in vertex.link_faces}
        else:
            profile, around = OUTLINES[kind]
            faces = turned(builder, profile, around, matrix)
        for face in faces:
            face.material_index = tint
    return builder


def half_circle(steps):
    """The outline of a ball, from its lower pole to its upper one."""
    return [(math.sin(math.pi * n / steps) if 0 < n < steps else 0, -math.cos(math.pi * n / steps))
            for n in range(steps + 1)]


OUTLINES = {  # (radius, height) from the foot up, and the number of sides
    "ball": (half_circle(9), 14),
    "pebble": (half_circle(6), 9),
    "cone": (((1, -0.5), (0.02, 0.5)), 14),
    "stick": (((1, -0.5), (0.85, 0.5)), 14),
}


def turned(builder, profile, around, matrix):
    """Adds the faces of an outline turned about +Z; where the radius is 0 it closes.

    Blender's own spheres come with their parts in an order that differs from run to run.
    """
    rings = []
    for radius, height in profile:
        angles = [2 * math.pi * n / around for n in range(around if radius else 1)]
        rings.append([builder.verts.new(matrix @ Vector((radius * math.cos(angle),
                                                         radius * math.sin(angle), height)))
                      for angle in angles])
    faces = []
    for low, high in zip(rings, rings[1:]):
        for n in range(around):
            corners = (low[n % len(low)], low[(n + 1) % len(low)],
                       high[(n + 1) % len(high)], high[n % len(high)])
            faces.append(builder.faces.new(tuple(dict.fromkeys(corners))))
    return faces


def at(centre, size):
    return Matrix.Translation(centre) @ Matrix.Diagonal((*size, 1))


def place(name, data, location=(0, 0, 0)):
    """Puts an object into the scene, unseen by the rays that would gather baked light again."""
    made = bpy.data.objects.new(name, data)
    made.location = location
    made.visible_diffuse = isinstance(data, bpy.types.Light)
    made.visible_glossy = made.visible_diffuse
    bpy.context.scene.collection.objects.link(made)
    return made


def soften(builder):
    """Shades smoothly, but for the edges that are meant as edges: there the mesh is cut, so that
    each vertex has one normal and one colour of light."""
    sharp = [edge for edge in builder.edges if edge.calc_face_angle(0.0) > SHARP_RAD]
    bmesh.ops.split_edges(builder, edges=sharp)
    for face in builder.faces:
        face.smooth = True


def mesh(name, builder, tints, surface):
    """Makes mesh data with a colour for each face; material numbers count through `tints`."""
    made = bpy.data.meshes.new(name)
    soften(builder)
    for vertex in builder.verts:
        vertex.co = [round(part / GRAIN_M) * GRAIN_M for part in vertex.co]
    colours = [tints[face.material_index] for face in builder.faces]
    for face in builder.faces:
        face.material_index = 0
    builder.to_mesh(made)
    builder.free()
    made.materials.append(surface)
    painted = made.attributes.new(TINT, "BYTE_COLOR", "FACE")
    for spot, colour in zip(painted.data, colours):
        spot.color = (*colour, 1)
    return made


def key(thing, path, frame):
    """Keys a property as it is now, with straight lines between the keys."""
    thing.keyframe_insert(path, frame=frame)
    for curve in thing.animation_data.action.fcurves:
        curve.keyframe_points[-1].interpolation = "LINEAR"
