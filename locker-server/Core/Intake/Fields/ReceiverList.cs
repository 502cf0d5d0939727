using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Documents;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>Rows to receivers: codes checked against the address book, repetitions merged.</summary>
internal static class ReceiverList
{
    public static ImmutableArray<Receiver> Of(IEnumerable<ReceiverRow> rows, AddressBook? book)
    {
        // Keyed by what was written too: two agencies of one name with different codes stay two, even when both codes
        // are in doubt.
        OrderedDictionary<(AgencyCode?, string, string, string), Receiver> merged = [];
        foreach (ReceiverRow row in rows)
        {
            Receiver next = Receiver(row, book);
            string doubt = next.Code is null ? row.WrittenCode.ToUpperInvariant() : "";
            var key = (next.Code, doubt, row.WrittenUnit.ToUpperInvariant(), AgencyName.Key(row.Name));
            merged[key] = merged.TryGetValue(key, out Receiver? before) ? Merge(before, next) : next;
        }

        return [.. merged.Values];
    }

    public static Sender Sender(ReceiverRow row, AddressBook? book)
    {
        Receiver looked = Receiver(row, book);
        return new Sender(looked.Name, looked.Code, looked.Unit);
    }

    private static Receiver Receiver(ReceiverRow row, AddressBook? book)
    {
        (AgencyCode? code, bool isResolved) = LookUp(row, book);
        bool hasUnit = UnitCode.TryParse(row.WrittenUnit, out UnitCode unit);
        return new Receiver
        {
            Name = row.Name,
            Code = code,
            Unit = hasUnit ? unit : null,
            Copy = row.Copy,
            WithAttachments = row.WithAttachments,
            IsResolved = isResolved,
        };
    }

    private static (AgencyCode? Code, bool IsResolved) LookUp(ReceiverRow row, AddressBook? book)
    {
        if (row.WrittenCode.Length == 0)
        {
            AgencyCode? found = row.Kind == RowKind.Agency && row.Name.Length > 0 ? book?.Resolve(row.Name) : null;
            return (found, found is not null);
        }

        // Something that is no code stands where the code belongs: the name alone is then no safe ground either.
        if (!AgencyCode.TryParse(row.WrittenCode, out AgencyCode code)) { return (null, false); }
        if (book is null) { return (code, true); }
        if (!book.Knows(code)) { return (code, false); }

        // Units and persons carry the code of their agency under a name of their own.
        bool agrees = row.Kind != RowKind.Agency || row.Name.Length == 0 || book.Confirms(code, row.Name);
        return agrees ? (code, true) : (null, false);
    }

    /// <summary>The greater claim wins: 正本 before 副本, with attachments before without.</summary>
    private static Receiver Merge(Receiver before, Receiver next) => before with
    {
        Copy = (before.Copy, next.Copy) switch
        {
            (CopyKind.Original, _) or (_, CopyKind.Original) => CopyKind.Original,
            (CopyKind.Duplicate, _) or (_, CopyKind.Duplicate) => CopyKind.Duplicate,
            _ => null,
        },
        WithAttachments = before.WithAttachments || next.WithAttachments,
    };
}
