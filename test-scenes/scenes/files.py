"""Scenes whose bytes Blender did not leave alone: compressed, of a later format, patched.

Source of the layouts: Blender's `BLO_core_blend_header.hh` and `BLO_core_bhead.hh`.
"""

import gzip
import struct

from . import plain, stage

PLAIN_HEADER_BYTES = 12  # BLENDER-v304: eight-byte pointers, little-endian
NEGATIVE = (-3, 3)
RANGE_MARK = (41117, 41119)  # frame numbers that nothing else in a file looks like
NEW_HEADER = b"BLENDER17-01v0500"
SMALL_BLOCK = struct.Struct("<4siQii")  # code, length, old address, struct number, count
LARGE_BLOCK = struct.Struct("<4siQqq")  # code, struct number, old address, length, count


def negative(out):
    """A range from -3 to 3. Blender renders that, but its settings end at 0, so the range is
    written into the saved bytes: where the scene and the file's first block, REND, keep it."""
    scene = stage.new_scene()
    stage.build(scene, frames=NEGATIVE)
    scene.frame_start, scene.frame_end = RANGE_MARK
    stage.save(out)
    old, new = (struct.pack("<2i", *frames) for frames in (RANGE_MARK, NEGATIVE))
    content = out.read_bytes()
    if content.count(old) != 2:
        raise ValueError(f"expected the range twice in the file, found {content.count(old)}")
    out.write_bytes(content.replace(old, new))


def tiny_zstd(out):
    """`tiny` with Blender's own compression (zstd since 3.0)."""
    stage.build(stage.new_scene())
    stage.save(out, compress=True)


def tiny_gzip(out):
    """`tiny` compressed as Blender did before 3.0; no time stamp, so the bytes repeat."""
    plain.tiny(out)
    out.write_bytes(gzip.compress(out.read_bytes(), mtime=0))


def newer(out):
    """`tiny` with the header and block heads of a Blender 5 file, which older ones refuse."""
    plain.tiny(out)
    out.write_bytes(NEW_HEADER + b"".join(large_blocks(out.read_bytes())))


def large_blocks(plain_file):
    """The blocks of a plain file, each under the longer head that Blender 5 writes."""
    at = PLAIN_HEADER_BYTES
    while at < len(plain_file):
        code, length, address, struct_number, count = SMALL_BLOCK.unpack_from(plain_file, at)
        at += SMALL_BLOCK.size
        yield LARGE_BLOCK.pack(code, struct_number, address, length, count)
        yield plain_file[at:at + length]
        at += length
