"""The same scene in other files: compressed, or in the format of a later Blender.

Source of the layouts: Blender's `BLO_core_blend_header.hh` and `BLO_core_bhead.hh`.
"""

import gzip
import struct

from . import plain, stage

PLAIN_HEADER_BYTES = 12  # BLENDER-v304: eight-byte pointers, little-endian
NEW_HEADER = b"BLENDER17-01v0500"
SMALL_BLOCK = struct.Struct("<4siQii")  # code, length, old address, struct number, count
LARGE_BLOCK = struct.Struct("<4siQqq")  # code, struct number, old address, length, count


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
