"""Width and height of an image from its header; None where the content is not such an image."""

import struct
from typing import BinaryIO

Dimensions = tuple[int, int]

# A JPEG says its size within its first segments; this many are far more than any camera writes.
_MAX_SEGMENTS = 500
_WITHOUT_SIZE = frozenset([0xC4, 0xC8, 0xCC])


def png_size(file: BinaryIO) -> Dimensions | None:
    head = file.read(24)
    if len(head) < 24 or not head.startswith(b"\x89PNG\r\n\x1a\n") or head[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def gif_size(file: BinaryIO) -> Dimensions | None:
    head = file.read(10)
    if len(head) < 10 or head[:6] not in (b"GIF87a", b"GIF89a"):
        return None
    width, height = struct.unpack("<HH", head[6:10])
    return width, height


def jpeg_size(file: BinaryIO) -> Dimensions | None:
    if file.read(2) != b"\xff\xd8":
        return None
    for _segment in range(_MAX_SEGMENTS):
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF:
            return None
        marker, length = head[1], int.from_bytes(head[2:4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in _WITHOUT_SIZE:
            frame = file.read(5)
            return (int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")) if len(frame) == 5 else None
        if length < 2:
            return None
        file.seek(length - 2, 1)
    return None


def webp_size(file: BinaryIO) -> Dimensions | None:
    head = file.read(30)
    if len(head) < 30 or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return None
    form = head[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if form == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None
