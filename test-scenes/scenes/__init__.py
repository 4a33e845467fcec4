"""The test scenes by name; each entry is a function that builds one and saves it at a path."""

from . import files, plain, settings, simulations, trouble

SCENES = {
    "tiny": plain.tiny,
    "negative": files.negative,
    "fps-ntsc": plain.fps_ntsc,
    "slow": plain.slow,
    "two-scenes": plain.two_scenes,
    "odd-size": plain.odd_size,
    "sound": plain.sound,
    "rigid-body": simulations.rigid_body,
    "rigid-body-baked": simulations.rigid_body_baked,
    "cloth": simulations.cloth,
    "particles": simulations.particles,
    "no-camera": trouble.no_camera,
    "missing-library": trouble.missing_library,
    "missing-image": trouble.missing_image,
    "script-driver": trouble.script_driver,
    "denoise": settings.denoise,
    "video-output": settings.video_output,
    "exr-output": settings.exr_output,
    "eevee": settings.eevee,
    "tiny-zstd": files.tiny_zstd,
    "tiny-gzip": files.tiny_gzip,
    "newer": files.newer,
}
