using SmartLocker.Codes;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;

namespace SmartLocker.Firmware.Core.Codes;

/// <summary>docs/rules.md R-21: whether a scanned code names a door here and now. It opens none: a PIN does.</summary>
public static class CodeRules
{
    public static CodeVerdict Judge(CabinetState state, string text, Uptime now) =>
        CodeText.Read(text) is not { } read ? new CodeVerdict.Bad(CodeProblem.NotACode)
        : state.Desired.Codes is not { } settings || !settings.Keys.TryGetValue(read.Key, out var key)
            ? new CodeVerdict.Bad(CodeProblem.UnknownKey)
        : !read.IsSignedBy(key) ? new CodeVerdict.Bad(CodeProblem.BadSignature)
        : Problem(state, settings, read.Code, now) is { } problem ? new CodeVerdict.Bad(problem)
        : new CodeVerdict.Good(read.Code);

    /// <summary>Of a code whose signature is right: asked when it is scanned, and again before its door opens.</summary>
    public static CodeProblem? Problem(CabinetState state, PickupCode code, Uptime now) =>
        state.Desired.Codes is { } settings ? Problem(state, settings, code, now) : CodeProblem.UnknownKey;

    private static CodeProblem? Problem(CabinetState state, CodeSettings settings, PickupCode code, Uptime now)
    {
        DateTimeOffset utc = state.Clock.UtcAt(now);
        ExpectedPacket? packet = state.Desired.Packets.GetValueOrDefault(code.Packet);
        return code.Cabinet != settings.Cabinet ? CodeProblem.OtherCabinet
            : !state.Clock.IsTrusted ? CodeProblem.TimeNotKnown
            : !Knowledge.IsYoungerThan(state, settings.FreshFor, now) ? CodeProblem.KnowledgeTooOld
            : code.Expires - code.NotBefore > PickupCode.LifeMax || utc < code.NotBefore || utc >= code.Expires
                ? CodeProblem.NotItsTime
            : state.Holdings.UsedCodes.ContainsKey(code.Id) ? CodeProblem.Used
            : code.Number <= Math.Max(settings.RevokedUpTo, state.Holdings.CodesUpTo) || code.Number < packet?.CodeNumber
                ? CodeProblem.Withdrawn
            : packet is null || state.Holdings.Places.GetValueOrDefault(code.Packet) != code.Compartment
                || (code.Policy is CodePolicy.TwoPersons) != (packet.Policy is PickupPolicy.TwoPersons)
                ? CodeProblem.NotHere
            : !state.Desired.People.ContainsKey(code.Openers[0]) ? CodeProblem.UnknownPerson
            : null;
    }
}

public abstract record CodeVerdict
{
    private CodeVerdict() { }

    public sealed record Good(PickupCode Code) : CodeVerdict;
    public sealed record Bad(CodeProblem Why) : CodeVerdict;
}

/// <summary>Why a code is refused. The screen tells less, so that nobody learns by trying.</summary>
public enum CodeProblem
{
    NotACode, UnknownKey, BadSignature, OtherCabinet, TimeNotKnown, KnowledgeTooOld, NotItsTime, Used, Withdrawn, NotHere,
    UnknownPerson,
}
