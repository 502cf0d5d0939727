"""Calls the server under test with grpcio. Prints a line per check: "NAME ok" or "NAME failed: REASON".

usage: client.py HOST:PORT DIRECTORY, where DIRECTORY holds ca.pem, client.pem and client.key.
"""
import pathlib
import queue
import sys
import threading

import grpc
from google.protobuf import descriptor_pool

from echo_wire import first, message, parse, text

address, directory = sys.argv[1:3]
ECHO = "/smartlocker.test.v1.Echo/"
HEALTH = "/grpc.health.v1.Health/"
LIMITS = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


def connect(**more):
    pem = [(pathlib.Path(directory) / name).read_bytes() for name in ("ca.pem", "client.key", "client.pem")]
    return grpc.secure_channel(address, grpc.ssl_channel_credentials(*pem), options=LIMITS, **more)


channel = connect()


def say(request, on=channel, **more):
    return on.unary_unary(ECHO + "Say")(request, timeout=more.pop("timeout", 20), **more)


def refusal(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call was not refused")


def expect(found, expected):
    assert found == expected, f"expected {expected!r}, found {found!r}"


def unary():
    expect(text(say(message(f1="哈囉"))), "哈囉")


def clientStreaming():
    reply = channel.stream_unary(ECHO + "Collect")(message(f1=str(number)) for number in range(100))
    expect(first(reply, 2), 100)


def serverStreaming():
    replies = channel.unary_stream(ECHO + "Repeat")(message(f1="a", f2=500))
    expect([first(reply, 2) for reply in replies], list(range(1, 501)))


def duplex():
    said = queue.Queue()
    call = channel.stream_stream(ECHO + "Chat")(iter(said.get, None))
    for number in range(50):
        said.put(message(f1=str(number)))
        expect(text(next(call)), str(number))
    said.put(None)
    expect(list(call), [])
    expect(call.code(), grpc.StatusCode.OK)


def responseHeaders():
    call = channel.stream_stream(ECHO + "Chat")(iter([]))
    expect(dict(call.initial_metadata()).get("greeting"), "hello")


def metadata():
    sent = (("echo-text", "a, b; ~!"), ("echo-text", "second"), ("echo-bin", bytes([0, 1, 254, 255])), ("echo-bin", b"\x07"))
    _, call = channel.unary_unary(ECHO + "Say").with_call(b"", metadata=sent)
    expect(tuple((key, value) for key, value in call.trailing_metadata() if key.startswith("echo-")), sent)


def errorDetails():
    error = refusal(lambda: say(message(f1="fail:FailedPrecondition:櫃門 100 % 打開了")))
    expect((error.code(), error.details()), (grpc.StatusCode.FAILED_PRECONDITION, "櫃門 100 % 打開了"))
    trailers = dict(error.trailing_metadata())
    expect((trailers["why"], trailers["why-bin"]), ("told to", bytes([0, 255, 7])))


def richStatus():
    error = refusal(lambda: say(message(f1="rich")))
    status = dict(error.trailing_metadata())["grpc-status-details-bin"]
    expect((first(status, 1), text(status, 2)), (grpc.StatusCode.RESOURCE_EXHAUSTED.value[0], "full"))
    detail = first(status, 3)
    expect(text(detail, 1), "type.googleapis.com/google.rpc.ErrorInfo")
    expect(text(first(detail, 2), 1), "COMPARTMENT_OCCUPIED")


def unforeseen():
    error = refusal(lambda: say(message(f1="throw")))
    expect((error.code(), error.details()), (grpc.StatusCode.UNKNOWN, "Exception was thrown by handler."))


def deadline():
    expect(refusal(lambda: say(message(f1="wait"), timeout=0.3)).code(), grpc.StatusCode.DEADLINE_EXCEEDED)


def cancel():
    call = channel.unary_unary(ECHO + "Say").future(message(f1="wait"))
    threading.Timer(0.3, call.cancel).start()
    try:
        call.result()
        raise AssertionError("the call was not cancelled")
    except grpc.FutureCancelledError:
        expect(call.code(), grpc.StatusCode.CANCELLED)


def serverEndsFirst():
    requests = [message(f1="fail:OutOfRange:enough")] + [message(f3=bytes(16384))] * 200
    error = refusal(lambda: channel.stream_unary(ECHO + "Collect")(iter(requests), timeout=20))
    expect(error.code(), grpc.StatusCode.OUT_OF_RANGE)


def largeMessage():
    payload = bytes([7]) * (4 * 1024 * 1024 - 100)
    expect(first(say(message(f3=payload)), 3), payload)


def tooLargeMessage():
    expect(refusal(lambda: say(message(f3=bytes(4 * 1024 * 1024)))).code(), grpc.StatusCode.RESOURCE_EXHAUSTED)


def gzip():
    packing = connect(compression=grpc.Compression.Gzip)
    packed = "packed " * 1000
    expect(text(say(message(f1=packed), on=packing)), packed)
    replies = packing.stream_stream(ECHO + "Chat")(iter([message(f1=packed)] * 20))
    expect([text(reply) for reply in replies], [packed] * 20)
    packing.close()


def deflateIsRefused():
    packing = connect(compression=grpc.Compression.Deflate)
    expect(refusal(lambda: say(message(f1="packed " * 1000), on=packing)).code(), grpc.StatusCode.UNIMPLEMENTED)
    packing.close()


def unknownService():
    call = channel.unary_unary("/smartlocker.test.v1.Elsewhere/Nothing")
    expect(refusal(lambda: call(b"", timeout=20)).code(), grpc.StatusCode.UNIMPLEMENTED)


def certificate():
    error = refusal(lambda: say(message(f1="certificate")))
    expect(error.details(), "x509_subject_alternative_name=cabinet-7 CN=cabinet-7")


def health():
    serving, unknown = 1, 3
    check = channel.unary_unary(HEALTH + "Check")
    expect(first(check(b""), 1), serving)
    expect(refusal(lambda: check(message(f1="nobody"))).code(), grpc.StatusCode.NOT_FOUND)
    for service, status in (("", serving), ("nobody", unknown)):
        watch = channel.unary_stream(HEALTH + "Watch")(message(f1=service))
        expect(first(next(watch), 1), status)
        watch.cancel()


def reflect(version):
    ask = channel.stream_stream(f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo")
    questions = [message(f7="*"), message(f4="smartlocker.test.v1.Echo"), message(f4="nobody.Knows"), message(f6="google.protobuf.MethodOptions")]
    listed, files, missing, numbers = ask(iter(questions), timeout=20)
    names = [text(service) for service in parse(first(listed, 6))[1]]
    assert "smartlocker.test.v1.Echo" in names and "grpc.health.v1.Health" in names, names
    expect(first(first(missing, 7), 1), grpc.StatusCode.NOT_FOUND.value[0])
    expect(first(numbers, 5), message(f1="google.protobuf.MethodOptions") + b"\x12\x03\xe1\xd4\x03")  # One number: 60001.

    # The files are enough to know the service: whatever they import is among them.
    pool = descriptor_pool.DescriptorPool()
    for file in reversed(parse(first(files, 4))[1]):
        pool.AddSerializedFile(file)
    service = pool.FindServiceByName("smartlocker.test.v1.Echo")
    expect(service.methods_by_name["Chat"].output_type.fields_by_name["at"].message_type.full_name, "google.protobuf.Timestamp")


def reflection():
    reflect("v1")


def reflectionAlpha():
    reflect("v1alpha")


for check in (
        unary, clientStreaming, serverStreaming, duplex, responseHeaders, metadata, errorDetails, richStatus, unforeseen, deadline,
        cancel, serverEndsFirst, largeMessage, tooLargeMessage, gzip, deflateIsRefused, unknownService, certificate, health, reflection,
        reflectionAlpha):
    try:
        check()
        print(check.__name__, "ok", flush=True)
    except Exception as problem:  # Every check has its line.
        print(check.__name__, "failed:", " ".join(f"{type(problem).__name__} {problem}".split()), flush=True)
channel.close()
