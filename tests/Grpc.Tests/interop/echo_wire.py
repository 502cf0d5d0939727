"""The few messages of the tests as protobuf wire bytes, made by hand: no generated code is needed."""


def _varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out + bytes([number]))


def message(**fields):
    """message(f1="text", f2=3) has a text in field 1 and a number in field 2; what is empty is left out."""
    out = b""
    for name, value in fields.items():
        number = int(name[1:])
        if isinstance(value, str):
            value = value.encode()
        if isinstance(value, bytes):
            if value or number >= 4:
                out += _varint(number << 3 | 2) + _varint(len(value)) + value
        elif value:
            out += _varint(number << 3) + _varint(value)
    return out


def parse(data):
    """Field number to list of values: ints and bytes."""
    fields, at = {}, 0

    def number():
        nonlocal at
        value, shift = 0, 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        key = number()
        value = number()
        if key & 7 == 2:
            value, at = data[at:at + value], at + value
        fields.setdefault(key >> 3, []).append(value)
    return fields


def first(data, number, default=b""):
    return parse(data).get(number, [default])[0]


def text(data, number=1):
    return first(data, number).decode()
