"""A platform of few words on loopback: answers what the test tells it to, and remembers what it was asked."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Asked:
    """One request as it came."""

    def __init__(self, method, path, query, body):
        self.method, self.path, self.query, self.raw = method, path, query, body

    @property
    def json(self):
        return json.loads(self.raw)


class FakePlatform:
    """Gives the answers it is told: ``(status, body, content type)``, a mapping, or a callable that hangs up."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.tokens = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def will(self, path, *answers):
        self.answers.setdefault(path, []).extend(answers)

    def calls(self, path):
        return [asked for asked in self.asked if asked.path == path]

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def _answer(self, asked):
        self.asked.append(asked)
        waiting = self.answers.get(asked.path)
        if waiting:
            return waiting.pop(0)
        if asked.path == "/cgi-bin/stable_token":
            self.tokens += 1
            return {"access_token": f"t0ken-number-{self.tokens}-s3cret", "expires_in": 7200}
        return {"errcode": 0, "errmsg": "ok"}

    def _handler(outer):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                address = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(address.query).items()}
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = outer._answer(Asked(self.command, address.path, query, body))
                if callable(answer):
                    answer(self)
                    return
                status, content, kind = answer if isinstance(answer, tuple) else (200, answer, "application/json")
                content = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = handle_any

            def log_message(self, *_):
                pass

        return Handler


def hang_up(handler):
    """The line breaks after the request was read, before anything is answered."""
    handler.close_connection = True
