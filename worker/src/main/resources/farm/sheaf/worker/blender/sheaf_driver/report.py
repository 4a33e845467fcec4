"""What the worker is told of an opened scene."""

import ctypes
from fractions import Fraction

LARGEST_DENOMINATOR = 1001  # that of the NTSC rates


def of(scene, simulation_start, warnings):
    width, height = size_of(scene.render)
    rate = frame_rate(scene.render)
    return {
        "width": width, "height": height,
        "fps": rate.numerator, "fpsBase": rate.denominator,
        "simulationStart": simulation_start,
        "warnings": warnings,
    }


def frame_rate(render):
    """`fps_base` is a 32-bit float, so 1.001 comes as 1.00100004673."""
    return Fraction(render.fps) / Fraction(render.fps_base).limit_denominator(LARGEST_DENOMINATOR)


def size_of(render):
    """As Blender reckons it: whole pixels, each border cut off in 32-bit floats."""
    width = render.resolution_x * render.resolution_percentage // 100
    height = render.resolution_y * render.resolution_percentage // 100
    if not (render.use_border and render.use_crop_to_border):
        return width, height
    return (span(render.border_min_x, render.border_max_x, width),
            span(render.border_min_y, render.border_max_y, height))


def span(low, high, pixels):
    return int(product(high, pixels)) - int(product(low, pixels))


def product(fraction, pixels):
    return ctypes.c_float(fraction * pixels).value
