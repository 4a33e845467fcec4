"""The ball, and how it rolls."""

import math

import bmesh
from mathutils import Matrix

from .land import FRAMES, PERIOD_M, centre_above, road_length
from .palette import CORAL, GOLD, WHITE
from .shading import moving
from .shapes import half_circle, key, mesh, place, turned

BALL_TURNS = 3  # per loop, whole, so that the ball ends as it began
BALL_RADIUS_M = road_length() / (2 * math.pi * BALL_TURNS)
LINGER_M = 0.5  # how far the ball falls behind the camera on a crest, and gains in a dip


def build_ball():
    """Six wedges round its axle with a golden hub, so that one sees it roll."""
    wedges = 6
    builder = bmesh.new()
    turned(builder, half_circle(20), 36,
           Matrix.Rotation(math.pi / 2, 4, "X") @ Matrix.Scale(BALL_RADIUS_M, 4))
    for face in builder.faces:
        middle = face.calc_center_median()
        wedge = int((math.atan2(middle.z, middle.x) / (2 * math.pi) + 1) * wedges)
        face.material_index = 2 if abs(middle.y) > 0.93 * BALL_RADIUS_M else wedge % 2
    surface = moving("Glossy", gloss=0.5)
    ball = place("Ball", mesh("Ball", builder, (CORAL, WHITE, GOLD), surface))
    roll(ball)
    return ball


def road_position(frame):
    """Where the ball touches the road: slow over the crests, fast through the dips."""
    way = (frame - 1) / FRAMES
    return PERIOD_M * way - LINGER_M * math.sin(2 * math.pi * way)


def roll(ball, substeps=40):
    """Keys place and turn on every frame. A ball that does not slip turns by the way of its
    middle, divided by its radius, whatever the curve below it."""
    middle, turn = centre_above(road_position(1), BALL_RADIUS_M), 0.0
    for frame in range(1, FRAMES + 2):
        ball.location, ball.rotation_euler.y = middle, turn
        key(ball, "location", frame)
        key(ball, "rotation_euler", frame)
        for step in range(1, substeps + 1):
            following = centre_above(road_position(frame + step / substeps), BALL_RADIUS_M)
            turn += (following - middle).length / BALL_RADIUS_M
            middle = following
