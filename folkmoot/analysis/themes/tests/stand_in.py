"""A small local provider: an HTTP server that answers as it is told, and keeps what it was sent."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def said(text, **more):
    """An answer of the OpenAI interface with this content."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"} | more
    return 200, json.dumps({"choices": [choice]}).encode(), {}


def question(sent):
    """The JSON that a request asks about."""
    return json.loads(sent["body"]["messages"][1]["content"])


@contextmanager
def stand_in(answer):
    """Yields the address and the list of requests. `answer(sent, number)` gives status, body and headers;
    a body of None breaks off in the middle."""
    requests = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            requests.append({"path": self.path, "headers": dict(self.headers), "body": json.loads(body)})
            status, given, headers = answer(requests[-1], len(requests))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(given)))
            self.end_headers()
            try:
                self.wfile.write(given)
            except OSError:
                pass

        do_GET = do_POST

        def log_message(self, *_arguments):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_arguments):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def nobody_there():
    """An address at which nothing answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"
