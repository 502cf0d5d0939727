using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.CabinetPages.Attention;

/// <summary>Something that needs a human now.</summary>
/// <param name="Rank">The most harmful first: what endangers a packet before what endangers a door before what costs
/// time.</param>
/// <param name="Since">Nothing where only the present is known.</param>
public sealed record AttentionItem(
    int Rank, string Tone, Phrase What, Phrase Detail, Phrase Do, DateTimeOffset? Since, string Address)
{
    /// <summary>Who sees to it; nothing where any administrator does.</summary>
    public Phrase? Owner { get; init; }
}
