using SmartLocker.Server.Core.Intake.Fields;

namespace SmartLocker.Server.Core.Intake;

/// <summary>What looking for an exchange list gave.</summary>
internal abstract record ExchangeListAnswer
{
    private ExchangeListAnswer() { }

    public abstract RefusalReason? Refusal { get; }

    public sealed record Found(ExchangeList List) : ExchangeListAnswer
    {
        public override RefusalReason? Refusal => null;
    }

    public sealed record Missing : ExchangeListAnswer
    {
        public override RefusalReason? Refusal => RefusalReason.MissingExchangeList;
    }

    public sealed record Bad : ExchangeListAnswer
    {
        public override RefusalReason? Refusal => RefusalReason.BadExchangeList;
    }
}
