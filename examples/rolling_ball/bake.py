"""The light of the sky on what stands still, gathered once and stored in the mesh."""

import math

from mathutils import Vector
from mathutils.bvhtree import BVHTree

from .land import PERIOD_M
from .palette import GROUND_LIGHT, SKY_LIGHT
from .shading import BAKED, TINT

SKY_RAYS = 96  # for each vertex
SKY_REACH_M = 6.0


def bake_sky(data):
    """Stores at each vertex what it sees: sky, or the colour of what stands in the way."""
    points = [vertex.co.copy() for vertex in data.vertices]
    crowd = [point + Vector((n * PERIOD_M, 0, 0)) for n in (-1, 0, 1) for point in points]
    obstacles = BVHTree.FromPolygons(crowd, [[index + n * len(points) for index in face.vertices]
                                             for n in range(3) for face in data.polygons])
    colours = [Vector(spot.color[:3]) for spot in data.attributes[TINT].data]
    rays = list(cosine_rays(SKY_RAYS))
    light = data.color_attributes.new(BAKED, "BYTE_COLOR", "POINT")
    for vertex, point in zip(data.vertices, points):
        seen = seen_from(point, vertex.normal, rays, obstacles, colours)
        light.data[vertex.index].color = (*seen, 1)


def seen_from(point, normal, rays, obstacles, colours):
    turned = normal.to_track_quat("Z", "Y").to_matrix()
    start = point + 0.01 * normal
    total = Vector((0, 0, 0))
    for ray in rays:
        _, _, hit, _ = obstacles.ray_cast(start, turned @ ray, SKY_REACH_M)
        if hit is None:
            total += Vector(SKY_LIGHT)
        else:
            total += colours[hit % len(colours)] * Vector(GROUND_LIGHT)
    return total / len(rays)


def cosine_rays(count):
    """Directions about +Z, as dense as a matt surface weighs them, on a Fibonacci spiral."""
    for n in range(count):
        height = math.sqrt(1 - (n + 0.5) / count)
        around = n * math.pi * (3 - math.sqrt(5))
        across = math.sqrt(1 - height * height)
        yield Vector((across * math.cos(around), across * math.sin(around), height))
