"""The last render as people see it: a PNG with the scene's view transform, for the film."""

import bpy

SETTINGS = (("file_format", "PNG"), ("color_mode", "RGB"), ("color_depth", "8"),
            ("compression", 15))


def save(scene, target):
    image = scene.render.image_settings
    kept = [(name, getattr(image, name)) for name, _ in SETTINGS]
    try:
        for name, value in SETTINGS:
            setattr(image, name, value)
        bpy.data.images["Render Result"].save_render(target, scene=scene)
    finally:
        for name, value in kept:
            setattr(image, name, value)
