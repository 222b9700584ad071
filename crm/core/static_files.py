"""Static files of a laptop: as in production, but compressed in a second and not in half a minute."""

from typing import Any

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class QuickCompressor(Compressor):
    """A tenth of the time for a tenth more bytes."""

    QUALITY = 5

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "use_gzip": False})

    @classmethod
    def compress_brotli(cls, data: bytes) -> bytes:
        return bytes(brotli.compress(data, quality=cls.QUALITY))


class QuickStaticFilesStorage(CompressedManifestStaticFilesStorage):
    keep_only_hashed_files = True

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return QuickCompressor(**kwargs)
