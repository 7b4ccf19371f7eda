"""A map that somebody else serves, for tests: PNG tiles on a free port, and who asked for what."""

from __future__ import annotations

import struct
import threading
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SIDE = 256  # pixels


class Tiles(BaseHTTPRequestHandler):
    """A pale tile with a border for every address; each request is remembered."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        body = png(sum(self.path.encode()))
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Not on the terminal."""


@contextmanager
def tile_server():
    """The server's origin, and the list of what was asked: (path, headers).

    Another host by name than 127.0.0.1: cookies know no ports.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}", server.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def png(tint: int) -> bytes:
    """A picture of one pale colour in a grey border."""
    inside, border = bytes([215 + tint % 20, 225, 205 + tint % 30]), b"\xa0\xa0\xa0"
    edge = b"\0" + border * SIDE
    row = b"\0" + border + inside * (SIDE - 2) + border
    pixels = edge + row * (SIDE - 2) + edge
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
