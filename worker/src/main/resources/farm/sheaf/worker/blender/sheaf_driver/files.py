"""Files that a scene names and nobody has."""

import os
from pathlib import Path

import bpy

from . import simulations
from .trouble import Refusal

SEQUENCE_MARKS = ("<UDIM>", "<UVTILE>")


def check(scene, policy, warnings):
    """A library must be there; of all else the job decides between a warning and a refusal."""
    lost = missing_libraries()
    if lost:
        raise Refusal(f"missing library: {', '.join(lost)}; pack it (File > External Data > Pack "
                      "Linked Libraries) or make it local, and upload the file again")
    absent = missing_files(scene)
    if not absent:
        return
    if policy == "fail":
        raise Refusal(f"missing {'; '.join(absent)}. Pack them into the file (File > External Data "
                      "> Pack Resources), or submit with missing: warn")
    warnings.extend(f"missing {each}; it is rendered without" for each in absent)


def missing_libraries():
    return [each.filepath for each in bpy.data.libraries
            if not getattr(each, "packed_file", None) and not exists(each.filepath, each.library)]


def missing_files(scene):
    return sorted(set(described(scene)))


def described(scene):
    """`kind: path as saved` for each file that is not there."""
    for kind, owner, path in named_files(scene):
        if path and not exists(path, owner.library):
            yield f"{kind}: {path}"


def named_files(scene):
    for image in bpy.data.images:
        read = image.users and image.source in {"FILE", "SEQUENCE", "MOVIE", "TILED"}
        if read and not packed(image):
            yield "image", image, image.filepath
    for sound in bpy.data.sounds:
        if not packed(sound):
            yield "sound", sound, sound.filepath
    for font in bpy.data.fonts:
        if not packed(font) and font.filepath != "<builtin>":
            yield "font", font, font.filepath
    for clip in bpy.data.movieclips:
        yield "movie clip", clip, clip.filepath
    for cache in bpy.data.cache_files:
        yield "cache", cache, cache.filepath
    for volume in getattr(bpy.data, "volumes", ()):
        if not packed(volume):
            yield "volume", volume, volume.filepath
    yield from sequencer_files(scene)
    yield from cache_files(scene)


def packed(thing):
    return bool(getattr(thing, "packed_file", None) or len(getattr(thing, "packed_files", ())))


def sequencer_files(scene):
    for strip in strips(scene):
        if strip.type == "MOVIE":
            yield "movie", scene, strip.filepath
        elif strip.type == "IMAGE":
            for element in strip.elements:
                yield "image", scene, os.path.join(strip.directory, element.filename)


def strips(scene):
    """All strips, those inside meta strips too; they were called sequences before 4.4."""
    editor = scene.sequence_editor
    if editor is None:
        return ()
    return editor.strips_all if hasattr(editor, "strips_all") else editor.sequences_all


def cache_files(scene):
    for thing in simulations.objects_of(scene):
        for modifier in thing.modifiers:
            if modifier.type == "MESH_CACHE":
                yield "cache", thing, modifier.filepath
            elif modifier.type == "FLUID" and modifier.fluid_type == "DOMAIN":
                domain = modifier.domain_settings
                if domain.has_cache_baked_any or domain.cache_type != "REPLAY":
                    yield "fluid cache", thing, domain.cache_directory
    for each in simulations.of_scene(scene):
        if each.cache is not None and each.cache.use_external:
            yield "cache", scene, each.cache.filepath
        elif each.cache is not None and each.cache.is_baked and each.cache.use_disk_cache:
            yield "cache", scene, "//blendcache_" + Path(bpy.data.filepath).stem


def exists(path, library):
    absolute = bpy.path.abspath(path, library=library)
    for mark in SEQUENCE_MARKS:
        if mark in absolute:
            return os.path.isdir(os.path.dirname(absolute))
    return os.path.exists(absolute)
