using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.OrganisationPages;

/// <summary>What became of an order about people or agencies, as the page tells it.</summary>
/// <param name="Code">Stands in the address after the order, so that a reload repeats nothing.</param>
public sealed record OrganisationWord(string Code, string Tone, Phrase Text)
{
    public static OrganisationWord Saved { get; } = new("S-saved", "good", new("已儲存。", "Saved."));

    public static OrganisationWord BadgeTaken { get; } =
        new("S-badge", "bad", new("沒有更改：這個識別證號屬於別人。", "Nothing was changed: the badge is somebody else's."));

    public static OrganisationWord BadPin { get; } =
        new("S-pin", "bad", new("沒有更改：PIN 須為 4 至 12 位數字。", "Nothing was changed: a PIN has 4 to 12 digits."));

    public static OrganisationWord BadBook { get; } =
        new("S-book", "bad", new("通訊錄無法解讀，原有的機關都沒有更改。", "The address book could not be read; no agency was changed."));

    public static OrganisationWord NotAllowed { get; } =
        new("S-not-allowed", "bad", new("沒有更改：權限不足。", "Nothing was changed: no right."));

    private static readonly OrganisationWord[] All =
        [Saved, BadgeTaken, BadPin, BadBook, NotAllowed, .. Enum.GetValues<AccountOutcome>().Select(Of)];

    public static OrganisationWord? Find(string? code) => All.FirstOrDefault(word => word.Code == code);

    public static OrganisationWord Of(OrganisationRejection? refused) => refused switch
    {
        null => Saved,
        OrganisationRejection.BadgeTaken => BadgeTaken,
        OrganisationRejection.BadPin or OrganisationRejection.UnknownPerson => BadPin,
        _ => NotAllowed,
    };

    public static OrganisationWord Of(AccountOutcome outcome) => outcome switch
    {
        AccountOutcome.NotAllowed => NotAllowed,
        AccountOutcome.Kept => new("S-account", "good", new("帳號已可使用。", "The account can be used.")),
        AccountOutcome.BadName => new("S-name", "bad", new(
            "沒有更改：帳號只能用英文字母、數字與 . - _ @。", "Nothing was changed: a name has letters, digits and . - _ @ alone.")),
        AccountOutcome.NameTaken =>
            new("S-taken", "bad", new("沒有更改：這個帳號屬於別人。", "Nothing was changed: the name is somebody else's.")),
        _ => new("S-weak", "bad", new(
            "沒有更改：密碼至少 12 個字元，且不能太容易猜。", "Nothing was changed: at least 12 characters, and none that is easily guessed.")),
    };
}
