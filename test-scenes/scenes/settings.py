"""Scenes whose saved render settings a farm has to change, or must not."""

from . import stage


def denoise(out):
    """Denoising on, which a Blender built without the denoiser refuses to render."""
    scene = stage.new_scene()
    stage.build(scene, frames=(1, 6))
    scene.cycles.use_denoising = True
    stage.save(out)


def video_output(out):
    """Saved with a film as its output: `-a` alone writes no images."""
    scene = stage.new_scene()
    stage.build(scene)
    scene.render.image_settings.file_format = "FFMPEG"
    scene.render.ffmpeg.format = "MPEG4"
    scene.render.ffmpeg.codec = "H264"
    scene.render.filepath = "//film.mp4"
    stage.save(out)


def exr_output(out):
    """Half-float EXR frames, in scene light without the view transform."""
    scene = stage.new_scene()
    stage.build(scene, frames=(1, 6))
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_depth = "16"
    stage.save(out)


def eevee(out):
    """Three Eevee frames, small because software GL is slow."""
    scene = stage.new_scene()
    stage.build(scene, frames=(1, 3), size_px=(32, 18))
    scene.render.engine = eevee_name(scene)
    scene.eevee.taa_render_samples = 1
    stage.save(out)


def eevee_name(scene):
    """`BLENDER_EEVEE`, or `BLENDER_EEVEE_NEXT` in 4.2 to 4.5."""
    engines = scene.render.bl_rna.properties["engine"].enum_items.keys()
    return next(name for name in engines if name.startswith("BLENDER_EEVEE"))
