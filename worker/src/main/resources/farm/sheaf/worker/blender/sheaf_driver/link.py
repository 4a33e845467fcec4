"""The socket to the worker: JSON lines both ways, read by a thread of its own."""

import json
import queue
import socket
import threading

from . import farewell


class Link:
    """Orders in, answers out.

    A daemon thread reads, so that a ping is answered and an abort obeyed in mid-render. When the
    worker is gone, by end of file or by any error, so is this process: nobody wants its frame.
    """

    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(path)
        self._sending = threading.Lock()
        self._orders = queue.Queue()
        threading.Thread(target=self._read, name="sheaf-link", daemon=True).start()

    def next_order(self):
        """Blocks until there is something to do."""
        return self._orders.get()

    def send(self, answer, **fields):
        line = json.dumps({"is": answer, **fields}) + "\n"
        with self._sending:
            try:
                self._socket.sendall(line.encode())
            except OSError:
                farewell.leave(farewell.ORPHANED)

    def _read(self):
        try:
            with self._socket.makefile("r", encoding="utf-8") as lines:
                for line in lines:
                    self._take(json.loads(line))
        except BaseException:  # whatever it is, nobody is left to talk to
            pass
        farewell.leave(farewell.ORPHANED)

    def _take(self, order):
        if order["do"] == "ping":
            self.send("pong")
        elif order["do"] == "abort":
            farewell.leave(farewell.DONE)
        else:
            self._orders.put(order)
