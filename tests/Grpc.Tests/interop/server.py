"""The echo service on grpcio, for our client.

Prints "port N" when it listens and "cancelled" for every call given up; ends when its standard input does.
usage: server.py DIRECTORY, where DIRECTORY holds ca.pem, server.pem and server.key.
"""
import concurrent.futures
import pathlib
import re
import sys
import threading

import grpc

from echo_wire import first, message, text

directory = pathlib.Path(sys.argv[1])


def reply(request, number):
    return message(f1=text(request), f2=number, f3=first(request, 3))


def given_up(context):
    """The event of this call's end, which is printed whether or not its handler still runs then."""
    gone = threading.Event()

    def over():
        print("cancelled", flush=True)
        gone.set()

    if not context.add_callback(over):
        over()
    return gone


def misbehave(request, context):
    word, *more = text(request).split(":")
    if word == "fail":
        context.set_trailing_metadata((("why", "told to"), ("why-bin", bytes([0, 255, 7]))))
        context.abort(grpc.StatusCode[re.sub("(?<!^)([A-Z])", r"_\1", more[0]).upper()], more[1])
    if word == "wait":
        given_up(context).wait()


def say(request, context):
    misbehave(request, context)
    context.set_trailing_metadata(tuple(entry for entry in context.invocation_metadata() if entry[0].startswith("echo-")))
    return reply(request, 0)


def collect(requests, context):
    texts = []
    for request in requests:
        misbehave(request, context)
        texts.append(text(request))
    return message(f1="|".join(texts), f2=len(texts))


def repeat(request, context):
    misbehave(request, context)
    for number in range(1, first(request, 2, 0) + 1):
        yield reply(request, number)


def chat(requests, context):
    context.send_initial_metadata((("greeting", "hello"),))
    for number, request in enumerate(requests, 1):
        if text(request) == "wait":
            # The caller must know that it was heard before it gives up; it may do so before this handler goes on,
            # and then grpcio never resumes it.
            gone = given_up(context)
            yield reply(request, number)
            gone.wait()
            return
        misbehave(request, context)
        yield reply(request, number)


server = grpc.server(
    concurrent.futures.ThreadPoolExecutor(16), compression=grpc.Compression.Gzip, options=[("grpc.max_receive_message_length", -1)])
server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("smartlocker.test.v1.Echo", {
    "Say": grpc.unary_unary_rpc_method_handler(say),
    "Collect": grpc.stream_unary_rpc_method_handler(collect),
    "Repeat": grpc.unary_stream_rpc_method_handler(repeat),
    "Chat": grpc.stream_stream_rpc_method_handler(chat),
}),))
ca, key, certificate = [(directory / name).read_bytes() for name in ("ca.pem", "server.key", "server.pem")]
port = server.add_secure_port("127.0.0.1:0", grpc.ssl_server_credentials([(key, certificate)], ca, require_client_auth=True))
server.start()
print("port", port, flush=True)
sys.stdin.read()
server.stop(0)
