using SmartLocker.Server.Core.Documents;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>Who a row names: only an agency's own name can be looked up in the address book.</summary>
internal enum RowKind { Agency, Unit, Person }

/// <summary>One row of an exchange list, or the one receiver that a document names itself, as written.</summary>
internal sealed record ReceiverRow
{
    public required RowKind Kind { get; init; }
    public required string Name { get; init; }

    /// <summary>What stands where the code belongs, be it a code or not.</summary>
    public required string WrittenCode { get; init; }

    /// <summary>What stands where the unit's code belongs.</summary>
    public required string WrittenUnit { get; init; }

    public required CopyKind? Copy { get; init; }
    public required bool WithAttachments { get; init; }

    public bool IsBlank => Name.Length == 0 && WrittenCode.Length == 0 && WrittenUnit.Length == 0;
}
