"""A language server under a hail of changes."""

import json
import pathlib
import subprocess

from measure import check, environment, megabytes, resident

SENTENCE = "We share your data with our partners for marketing purposes.\n\n"


class Server:
    """A server, and what an editor says to it."""

    def __init__(self, binary, folder):
        self.child = subprocess.Popen(
            [binary, "lsp"], cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.uri = pathlib.Path(folder, "PRIVACY.md").as_uri()
        self.next = 0
        self.published = None
        self.answers = {}
        root = pathlib.Path(folder).as_uri()
        self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": {}})
        self.answer(self.next)
        self.tell("initialized", {})

    def write(self, message):
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.child.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.child.stdin.flush()

    def tell(self, method, params):
        self.write({"method": method, "params": params})

    def ask(self, method, params):
        self.next += 1
        self.write({"id": self.next, "method": method, "params": params})
        return self.next

    def read(self):
        """The next message, put where it belongs."""
        length = 0
        while line := self.child.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.child.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published = message["params"]
        elif "method" in message and "id" in message:
            self.write({"id": message["id"], "result": None})
        elif "id" in message:
            self.answers[message["id"]] = message

    def answer(self, number):
        while number not in self.answers:
            self.read()
        return self.answers.pop(number)

    def settled(self, version):
        """What is found in a version, once the server has come to it."""
        while not self.published or self.published.get("version") != version:
            self.read()
        return self.published["diagnostics"]

    def end(self):
        self.answer(self.ask("shutdown", None))
        self.tell("exit", None)
        return self.child.wait(30)


def found(diagnostics):
    return sorted((d["code"], d["range"]["start"]["line"], d["message"]) for d in diagnostics)


def hail(binary, folder, scale):
    """2,000 changes in a row, requests and cancellations between them."""
    server = Server(binary, folder)
    text = f"# Privacy policy\n\n{SENTENCE * 40}"
    document = {"uri": server.uri, "languageId": "markdown", "version": 1, "text": text}
    server.tell("textDocument/didOpen", {"textDocument": document})
    server.settled(1)
    version, peaks = 1, []
    for round in range(5):
        asked = []
        for at in range(int(2000 * scale)):
            version += 1
            line = 2 + 2 * (at % 40)
            place = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 2}}
            change = {"range": place, "text": "We" if at % 3 else "You"[:2]}
            server.tell("textDocument/didChange", {
                "textDocument": {"uri": server.uri, "version": version}, "contentChanges": [change],
            })
            if at % 10 == 0:
                asked.append(server.ask("textDocument/codeAction", {
                    "textDocument": {"uri": server.uri}, "range": place, "context": {"diagnostics": []},
                }))
            if at % 20 == 0:
                server.tell("$/cancelRequest", {"id": asked[-1]})
        version += 1
        server.tell("textDocument/didChange", {
            "textDocument": {"uri": server.uri, "version": version}, "contentChanges": [{"text": text}],
        })
        last = found(server.settled(version))
        codes = {server.answer(number).get("error", {}).get("code") for number in asked}
        # Answered, cancelled, or of a text that is no more.
        check(codes <= {None, -32800, -32801}, f"errors {codes}")
        peaks.append(resident(server.child.pid))
    check(server.end() == 0, "the session does not end")
    again = Server(binary, folder)
    again.tell("textDocument/didOpen", {"textDocument": document})
    check(found(again.settled(1)) == last, "what is found differs from what a new server finds")
    again.end()
    # After the first round everything has been met once.
    check(peaks[-1] <= peaks[0] * 1.2 + (4 << 20), f"memory grows: {[megabytes(p) for p in peaks]}")
    return f"{version} changes: {megabytes(peaks[0])} after the first fifth, {megabytes(peaks[-1])} at the end"
