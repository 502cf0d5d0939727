using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace SmartLocker.Contracts.Tests;

/// <summary>Messages with every field filled, the same in every run: one for each case of a message's choice.</summary>
/// <remarks>Made from the descriptors, so that no message and no field can be forgotten.</remarks>
internal static class SampleMessages
{
    public static IEnumerable<(string Name, IMessage Message)> Of(MessageDescriptor type)
    {
        OneofDescriptor? choice = type.Oneofs.SingleOrDefault();
        return choice is null
            ? [(type.Name, Filled(type, chosen: null))]
            : choice.Fields.Select(field => ($"{type.Name}.{field.Name}", Filled(type, field)));
    }

    private static IMessage Filled(MessageDescriptor type, FieldDescriptor? chosen)
    {
        IMessage message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (FieldDescriptor field in type.Fields.InFieldNumberOrder())
        {
            if (field.ContainingOneof is not null && field != chosen) { continue; }

            if (field.IsRepeated)
            {
                System.Collections.IList list = (System.Collections.IList)field.Accessor.GetValue(message);
                list.Add(Value(field, 1));
                list.Add(Value(field, 2));
            }
            else
            {
                field.Accessor.SetValue(message, Value(field, 1));
            }
        }

        return message;
    }

    private static object Value(FieldDescriptor field, int place) => field.FieldType switch
    {
        FieldType.String => $"{field.Name} {place}",
        FieldType.Bytes => ByteString.CopyFrom((byte)field.FieldNumber, (byte)place, 0xFF),
        FieldType.UInt32 => (uint)((field.FieldNumber * 100) + place),
        FieldType.UInt64 => (ulong)((field.FieldNumber * 10_000_000_000L) + place),
        FieldType.Double => field.FieldNumber + (place / 4.0),
        FieldType.Bool => true,
        FieldType.Enum => field.EnumType.Values[^1].Number,
        FieldType.Message => Nested(field.MessageType, place),
        _ => throw new NotSupportedException($"No sample for {field.FullName} of type {field.FieldType}."),
    };

    private static IMessage Nested(MessageDescriptor type, int place) => type.FullName switch
    {
        "google.protobuf.Timestamp" => new Timestamp { Seconds = 1_790_000_000 + place, Nanos = 5_000_000 },
        "google.protobuf.Duration" => new Duration { Seconds = place, Nanos = 250_000_000 },
        _ => Filled(type, type.Oneofs.SingleOrDefault()?.Fields[0]),
    };
}
