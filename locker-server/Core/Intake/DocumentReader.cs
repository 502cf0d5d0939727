using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake.Fields;
using SmartLocker.Server.Core.Intake.Markup;

namespace SmartLocker.Server.Core.Intake;

/// <summary>One DI file to a document. The order of the checks is the order of <see cref="RefusalReason"/>.</summary>
/// <remarks>Warnings and messages never quote the file: what it says may be 密.</remarks>
internal sealed class DocumentReader(DropFile document, ExchangeListShelf shelf, AddressBook? book)
{
    private readonly List<string> _warnings = [];

    public IntakeOutcome Read()
    {
        if (document.Read() is not { } present) { return Refusals.Of(RefusalReason.TooLarge); }
        if (present.IsEmpty) { return Refusals.Of(RefusalReason.Empty); }

        return MarkupReader.Read(present, DocumentKind.Fields) switch
        {
            MarkupOutcome.Read read => Read(read.File),
            MarkupOutcome.Failed failed => Refusals.Of(failed.Reason),
            _ => throw new System.Diagnostics.UnreachableException("Markup is read or it is not."),
        };
    }

    private IntakeOutcome Read(MarkupFile file)
    {
        if (DocumentKind.Of(file) is not { } kind) { return Refusals.Of(RefusalReason.InternalKind); }
        if (SecrecyLevel.Of(file) is not { } secrecy) { return Refusals.Of(RefusalReason.Secrecy); }

        string subject = Subject(file);
        if (subject.Length == 0) { return Refusals.Of(RefusalReason.NoSubject); }

        WarnOfForm(file, kind);
        (ImmutableArray<ReceiverRow> rows, RefusalReason? refusal) = Rows(file);
        if (refusal is { } reason) { return Refusals.Of(reason); }

        Document taken = new()
        {
            Kind = kind,
            Number = Number(file),
            Date = Date(file),
            Urgency = Urgency(file),
            Secrecy = secrecy,
            Subject = secrecy == Secrecy.Confidential ? DocumentWords.SubjectWithheld : subject,
            Senders = Senders(file),
            Receivers = ReceiverList.Of(rows, book),
        };
        WarnOfReceivers(file, rows.Length, taken.Receivers);
        return new IntakeOutcome.Accepted(taken, [.. _warnings]);
    }

    private static string Subject(MarkupFile file)
    {
        string field = DocumentKind.SubjectField(file);
        return file.Root.All(field).Select(file.Text).FirstOrDefault(text => text.Length > 0) ?? "";
    }

    private void WarnOfForm(MarkupFile file, string kind)
    {
        Warn(file.IsLossy, "檔案有無法解讀的位元組，以「\uFFFD」代替。");
        Warn(file.HadEntityReferences, "檔案含有實體參照，一律視為空白。");
        Warn(!Shape.IsRegular(file), "檔案結構與公文 DTD 不符，已讀取可辨認的欄位。");
        Warn(!DocumentKind.IsUsual(kind), "函類別不在規定的種類之內。");
    }

    private string? Number(MarkupFile file)
    {
        string? number = DocumentNumber.Of(file);
        Warn(number is null, "發文字號不明。");
        return number;
    }

    private DateOnly? Date(MarkupFile file)
    {
        Element? written = file.Root.Child("發文日期");
        string text = written is null ? "" : CleanText.Compact(file.RawText(written));
        DateOnly? date = RepublicDate.Parse(text);
        Warn(text.Length > 0 && date is null, "發文日期無法辨認，視為不明。");
        return date;
    }

    private Urgency Urgency(MarkupFile file)
    {
        Element? mark = file.Root.Child("速別");
        string written = CleanText.Compact(mark?.Code ?? "");
        string word = written.Length > 0 || mark is null ? written : CleanText.Compact(file.RawText(mark));
        Warn(word is not ("" or "普通件" or "速件" or "最速件"), "速別不明，視為普通件。");
        return word switch
        {
            "最速件" => SmartLocker.Urgency.Fastest,
            "速件" => SmartLocker.Urgency.Fast,
            _ => SmartLocker.Urgency.Ordinary,
        };
    }

    private ImmutableArray<Sender> Senders(MarkupFile file)
    {
        IEnumerable<ReceiverRow> rows = file.Root.All("發文機關")
            .SelectMany(agency => RowReader.ReadOne(file, agency))
            .Where(row => !row.IsBlank);
        ImmutableArray<Sender> senders = [.. rows.Select(row => ReceiverList.Sender(row, book)).Distinct()];
        Warn(senders.IsEmpty, "發文機關不明。");
        return senders;
    }

    /// <summary>The rows of every 受文者, and of the unnamed list beside a 令 or 公告.</summary>
    private (ImmutableArray<ReceiverRow> Rows, RefusalReason? Refusal) Rows(MarkupFile file)
    {
        List<ReceiverRow> rows = [];
        foreach (ExchangeListAnswer answer in Lists(file))
        {
            if (answer is not ExchangeListAnswer.Found found) { return ([], answer.Refusal); }

            rows.AddRange(found.List.Rows);
            _warnings.AddRange(found.List.Warnings);
        }

        ImmutableArray<ReceiverRow> single = [.. file.Root.All("受文者").SelectMany(field => RowReader.ReadOne(file, field))];
        bool byListOnly = DocumentKind.IsAddressedByListOnly(file);
        Warn(byListOnly && !single.IsEmpty, "令、公告的受文者以交換表單為準，受文者欄位未採用。");
        if (!byListOnly) { rows.AddRange(single.Where(row => !row.IsBlank)); }

        CopyNames names = CopyNames.Of(file);
        return ([.. rows.Select(row => row with { Copy = row.Copy ?? names.Find(row.Name) })], null);
    }

    /// <summary>Each list once, however often it is named: a document must not multiply the work.</summary>
    private IEnumerable<ExchangeListAnswer> Lists(MarkupFile file)
    {
        string?[] named =
        [
            .. file.Root.All("受文者").SelectMany(field => field.All("交換表"))
                .Select(table => file.FileOf((table.List ?? "").Trim()))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        if (named is [] && DocumentKind.IsAddressedByListOnly(file))
        {
            return shelf.Unnamed(document) is { } unnamed ? [unnamed] : [];
        }

        return named.Select(name => shelf.Named(document, name));
    }

    private void WarnOfReceivers(MarkupFile file, int rows, ImmutableArray<Receiver> receivers)
    {
        Warn(rows > receivers.Length, $"重複的受文者已合併 {rows - receivers.Length} 筆。");
        Warn(rows == 0 && !DocumentKind.IsAddressedByListOnly(file), "沒有受文者。");
    }

    private void Warn(bool applies, string text)
    {
        if (applies) { _warnings.Add(text); }
    }
}
