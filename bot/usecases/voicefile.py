"""How long a voice lasts, read from the file itself, and a form of it that browsers can play."""

from __future__ import annotations

import io
import wave
from importlib.util import find_spec

_AMR = b"#!AMR\n"
_FRAME_BYTES = (12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0)
"""Bytes after the first one of a frame, by its type: each frame is a fiftieth of a second."""
_MP3_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_MP3_RATES_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)


def seconds_of(content: bytes) -> int | None:
    """The seconds of an AMR or MP3 voice, at least 1; None for anything else."""
    if content.startswith(_AMR):
        return _amr(content)
    if content.startswith(b"ID3") or content[:1] == b"\xff":
        return _mp3(content)
    return None


def can_convert() -> bool:
    """Whether the extra that decodes WeChat's voices is installed here."""
    return find_spec("av") is not None


def playable(content: bytes, content_type: str) -> tuple[bytes, str]:
    """The voice as a browser can play it, with its type; as it is where that is not possible here."""
    if content_type != "audio/amr" or not can_convert():
        return content, content_type
    import av

    samples = io.BytesIO()
    try:
        with av.open(io.BytesIO(content), format="amr") as opened, wave.open(samples, "wb") as told:
            told.setnchannels(1)
            told.setsampwidth(2)
            told.setframerate(opened.streams.audio[0].rate)
            even = av.AudioResampler(format="s16", layout="mono")
            for frame in opened.decode(audio=0):
                for part in even.resample(frame):
                    told.writeframes(bytes(part.planes[0])[: part.samples * 2])
    except (av.FFmpegError, IndexError):
        # Whoever listens can still save the file and try another player.
        return content, content_type
    return samples.getvalue(), "audio/wav"


def _amr(content: bytes) -> int:
    frames, at = 0, len(_AMR)
    while at < len(content):
        frames += 1
        at += 1 + _FRAME_BYTES[content[at] >> 3 & 15]
    return max(1, round(frames / 50))


def _mp3(content: bytes) -> int | None:
    """By the rate of the first frame: right for the constant rates that recorders write, near enough for others."""
    at = 0
    if content.startswith(b"ID3") and len(content) > 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 127
        at = 10 + size
    while at + 4 <= len(content):
        head = content[at : at + 4]
        if head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
            rates = _MP3_RATES if head[1] & 0x18 == 0x18 else _MP3_RATES_LOW
            rate = rates[head[2] >> 4]
            return max(1, round((len(content) - at) * 8 / (rate * 1000))) if rate else None
        at += 1
    return None
