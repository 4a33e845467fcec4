"""Applies what the job says; what it leaves open stays as the scene was saved."""

import bpy

from . import denoising, files
from .trouble import WORKER, Refusal, quoted

ENGINES = {
    "cycles": ("CYCLES",),
    "eevee": ("BLENDER_EEVEE_NEXT", "BLENDER_EEVEE"),  # 4.2 to 4.5 only; before and since
    "workbench": ("BLENDER_WORKBENCH",),
}
FORMATS = {"png": "PNG", "exr": "OPEN_EXR", "jpeg": "JPEG"}


def choose_scene(order):
    name = order.get("scene")
    if name is None:
        return bpy.context.scene
    scene = bpy.data.scenes.get(name)
    if scene is None:
        raise Refusal(f'scene: this file has no scene "{name}"; '
                      f"it has {quoted(bpy.data.scenes.keys())}")
    return scene


def apply(scene, order, warnings):
    choose_camera(scene, order.get("camera"))
    choose_engine(scene, order.get("engine"))
    set_samples(scene, order.get("samples"), warnings)
    set_resolution(scene.render, order.get("width"), order.get("height"), order.get("percent"))
    set_format(scene.render, FORMATS[order["format"]])
    one_view(scene.render, warnings)
    denoising.apply(scene, order["denoise"], warnings)
    require_camera(scene)
    warn_of_scripts(order["scripts"], warnings)


def choose_camera(scene, name):
    """The job's camera holds for all frames, so markers no longer switch it."""
    if name is None:
        return
    camera = scene.objects.get(name)
    if camera is None or camera.type != "CAMERA":
        raise Refusal(f'camera: scene "{scene.name}" has no camera "{name}"; '
                      f"it has {quoted(cameras_of(scene))}")
    scene.camera = camera
    for marker in scene.timeline_markers:
        marker.camera = None


def cameras_of(scene):
    return [each.name for each in scene.objects if each.type == "CAMERA"]


def require_camera(scene):
    """Says early what `Cannot render, no camera` would say for each frame."""
    has_one = scene.camera or any(marker.camera for marker in scene.timeline_markers)
    if has_one or scene.use_nodes or sequences_images(scene):
        return  # compositing and sequencing can do without; where not, Blender says so
    cameras = cameras_of(scene)
    advice = (f"submit with one of its cameras: {quoted(cameras)}" if cameras
              else "add one, make it the scene's active camera, and upload the file again")
    raise Refusal(f'Cannot render, no camera: scene "{scene.name}" has no active camera; {advice}')


def sequences_images(scene):
    return scene.render.use_sequencer and len(files.strips(scene)) > 0


def choose_engine(scene, name):
    if name is None:
        return  # of a saved engine that it does not have, Blender tells on standard output alone
    for identifier in ENGINES[name]:
        try:
            scene.render.engine = identifier
            return
        except TypeError:  # this version calls it otherwise
            continue
    raise Refusal(f"engine: this Blender ({bpy.app.version_string}) was built without {name}",
                  kind=WORKER)


def set_samples(scene, samples, warnings):
    if samples is None:
        return
    engine = scene.render.engine
    if engine == "CYCLES":
        scene.cycles.samples = samples
    elif engine.startswith("BLENDER_EEVEE"):
        scene.eevee.taa_render_samples = samples
    else:
        warnings.append(f"samples: {samples} has no effect on the render engine {engine}")


def set_resolution(render, width, height, percent):
    if width is not None:
        render.resolution_x, render.resolution_y = width, height
        render.resolution_percentage = 100
    elif percent is not None:
        render.resolution_percentage = percent


def set_format(render, file_format):
    """Also where the scene was saved with a film as its output, which would yield no images."""
    image = render.image_settings
    if hasattr(image, "media_type"):  # since 5.0 it limits the formats
        image.media_type = "IMAGE"
    image.file_format = file_format


def one_view(render, warnings):
    if render.use_multiview:
        render.use_multiview = False
        warnings.append("stereoscopy is on in this scene; only the camera's own view is rendered")


def keep_data_between_frames(scene, simulated):
    """Cycles may keep what it has built, where the pixels stay the same: not in simulations."""
    if simulated:
        scene.render.use_persistent_data = False
    elif scene.render.engine == "CYCLES":
        scene.render.use_persistent_data = True


def warn_of_scripts(scripts, warnings):
    if scripts == "allow" or not bpy.app.autoexec_fail:
        return
    first = bpy.app.autoexec_fail_message
    warnings.append(f"scripts are off and this scene has some ({first}), so it may look wrong; "
                    "if you trust the file, submit it with scripts: allow")


def warn_of_version(warnings):
    """A newer file loses what this Blender does not know; too new a one is refused."""
    saved, mine = bpy.data.version[:2], bpy.app.version[:2]
    if saved <= mine:
        return
    text = (f"the file was saved by Blender {saved[0]}.{saved[1]}, "
            f"and this farm renders with {bpy.app.version_string}")
    if saved[0] > mine[0] and not (saved[0] == mine[0] + 1 and mine in ((3, 6), (4, 5))):
        raise Refusal(f"{text}, which cannot read it whole; save it with Blender {mine[0]}.{mine[1]} "
                      "or older, or give the workers a newer Blender", kind=WORKER)
    warnings.append(f"{text}: what only the newer one knows is lost")
