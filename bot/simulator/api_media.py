"""Temporary media, kept three days, and pictures for articles."""

from __future__ import annotations

from flask import Response, request
from werkzeug.datastructures import FileStorage

from bot.simulator.api import Answer, Call, Route, ok
from bot.simulator.errors import ApiError
from bot.simulator.shelf import Media

_MB = 1 << 20
LIMITS: dict[str, tuple[int, tuple[str, ...]]] = {
    "image": (10 * _MB, ("png", "jpeg", "jpg", "gif")),
    "voice": (2 * _MB, ("amr", "mp3")),
    "video": (10 * _MB, ("mp4",)),
    "thumb": (64 << 10, ("jpg", "jpeg")),
}


def _upload(call: Call) -> Answer:
    kind = call.query.get("type", "")
    if kind not in LIMITS:
        raise ApiError(40004)
    most, endings = LIMITS[kind]
    media = _store(call, kind, _file(), most, endings)
    named = "thumb_media_id" if kind == "thumb" else "media_id"
    return {"type": kind, named: media.media_id, "created_at": int(media.at.timestamp())}


def _upload_picture(call: Call) -> Answer:
    media = _store(call, "image", _file(), _MB, ("jpg", "jpeg", "png"))
    return ok(url=f"{call.platform.public_url}/media/{media.media_id}")


def _get(call: Call) -> Answer:
    media = call.platform.shelf.get(call.query.get("media_id", ""), call.platform.now())
    if media is None:
        raise ApiError(40007 if call.query.get("media_id") else 41006)
    if media.kind == "video":
        return {"video_url": f"{call.platform.public_url}/media/{media.media_id}"}
    headers = {"Content-Disposition": f'attachment; filename="{media.media_id}.{media.content_type.split("/")[-1]}"'}
    return Response(media.data, content_type=media.content_type, headers=headers)


def _file() -> FileStorage:
    found = request.files.get("media")
    if found is None:
        raise ApiError(41005)
    return found


def _store(call: Call, kind: str, file: FileStorage, most: int, endings: tuple[str, ...]) -> Media:
    data, name = file.read(), file.filename or ""
    if not data:
        raise ApiError(44001)
    if name.rpartition(".")[2].lower() not in endings:
        raise ApiError(40005)
    if len(data) > most:
        raise ApiError(40006)
    content_type = file.mimetype or "application/octet-stream"
    return call.platform.shelf.put(kind, content_type, data, call.platform.now(), call.platform.chance, name)


ROUTES = (
    Route(["POST"], "/cgi-bin/media/upload", _upload),
    Route(["POST"], "/cgi-bin/media/uploadimg", _upload_picture),
    Route(["GET"], "/cgi-bin/media/get", _get),
)
