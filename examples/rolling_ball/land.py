"""The shape of the land, which repeats itself every `PERIOD_M` metres along x."""

import math

from mathutils import Vector


FRAMES = 48  # in which ball and camera travel one period
PERIOD_M = 8.4
CREST_M = 0.42  # height of the road's hills over their middle
ROAD_HALF_WIDTH_M = 0.72
KERB_WIDTH_M, KERB_HEIGHT_M = 0.13, 0.09


def phase(x):
    """The angle that runs round once in a period."""
    return 2 * math.pi * x / PERIOD_M


def road_height(x):
    return CREST_M * math.cos(phase(x))


def land_height(x, y):
    """The meadow: level with the road beside it, with swells of its own further off."""
    beside = max(0.0, abs(y) - ROAD_HALF_WIDTH_M - KERB_WIDTH_M)
    away = 1 - math.exp(-beside / 1.6)
    swell = 0.26 * math.sin(phase(x) + 0.9 * y) + 0.12 * math.cos(2 * phase(x) - 0.7 * y)
    rise = 0.10 * beside if y > 0 else -0.16 * beside
    return road_height(x) * (1 - 0.6 * away) + away * swell + rise - 0.02


def centre_above(x, radius_m):
    """The middle of a ball that lies on the road where the road is at `x`."""
    slope = -CREST_M * math.sin(phase(x)) * 2 * math.pi / PERIOD_M
    normal = Vector((-slope, 0, 1)).normalized()
    return Vector((x, 0, road_height(x))) + radius_m * normal


def road_length(steps=4000):
    """The length of the road's curve over one period, in metres."""
    dx = PERIOD_M / steps
    return sum(math.hypot(dx, road_height((n + 1) * dx) - road_height(n * dx))
               for n in range(steps))
