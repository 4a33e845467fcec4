"""Denoising, where this Blender may have been built without a denoiser."""

import bpy

from .trouble import WORKER, Refusal

ABSENT = "this Blender was built without OpenImageDenoise"


def has_denoiser():
    """Cycles' own word; a Blender without Cycles has none either."""
    try:
        import _cycles
    except ImportError:
        return False
    return bool(getattr(_cycles, "with_openimagedenoise", False))


def apply(scene, choice, warnings):
    if scene.render.engine != "CYCLES":
        if choice == "on":
            warnings.append(f"denoise: on has no effect on the render engine {scene.render.engine}")
        return
    if choice == "on":
        switch_on(scene)
    elif choice == "off":
        scene.cycles.use_denoising = False
    elif not has_denoiser():
        fall_back(scene, warnings)


def switch_on(scene):
    if not has_denoiser():
        raise Refusal(f"denoise: on cannot be had, because {ABSENT}; "
                      "submit with denoise: auto, or give the workers a Blender with it", kind=WORKER)
    scene.cycles.use_denoising = True
    scene.cycles.denoiser = "OPENIMAGEDENOISE"
    for layer in scene.view_layers:
        layer.cycles.use_denoising = True


def fall_back(scene, warnings):
    """Goes without, as a render that asks for the absent denoiser yields no frame at all."""
    if scene.cycles.use_denoising and any(layer.cycles.use_denoising for layer in scene.view_layers):
        scene.cycles.use_denoising = False
        warnings.append(f"the scene asks for denoising, and {ABSENT}: it is rendered without, "
                        "so expect more noise, or raise the samples")
    if any(node.bl_idname == "CompositorNodeDenoise" and not node.mute
           for node in compositing_nodes(scene)):
        warnings.append(f"the scene denoises in the compositor, and {ABSENT}: "
                        "the node passes its image on as it is")


def compositing_nodes(scene):
    tree = getattr(scene, "compositing_node_group", None) or getattr(scene, "node_tree", None)
    return tree.nodes if tree and scene.use_nodes else ()
