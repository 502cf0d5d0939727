using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Features.Notifications;
using SmartLocker.Server.Host.Tests.Certificates;

namespace SmartLocker.Server.Host.Tests.Notifications;

public sealed class MailTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 2, 1, 30, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_notice_is_the_same_letter_and_another_is_another()
    {
        Assert.Equal(Letter("P1/deposited-1/x").MessageId, Letter("P1/deposited-1/x").MessageId);
        Assert.NotEqual(Letter("P1/deposited-1/x").MessageId, Letter("P1/deposited-2/x").MessageId);
        Assert.Matches("^<[0-9a-f]{32}@server\\.example>$", Letter("P1/deposited-1/x").MessageId);
    }

    [Fact]
    public void A_letter_is_headers_in_ascii_and_the_text_in_base64()
    {
        string text = EmlText.Write(Letter("k"));
        string[] parts = text.Split("\r\n\r\n", 2);

        Assert.All(text, c => Assert.True(c < 128));
        Assert.Contains("Date: Fri, 02 Oct 2026 01:30:00 +0000", parts[0], StringComparison.Ordinal);
        Assert.Contains("To: clerk@agency.example", parts[0], StringComparison.Ordinal);
        Assert.Equal("您好：\n請取件。", Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])));
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
    }

    [Fact]
    public void A_long_subject_is_folded_and_reads_as_it_was()
    {
        string subject = string.Concat(Enumerable.Repeat("文件待取𠮷", 20));
        string header = EmlText.Write(Letter("k") with { Subject = subject }).Split("\r\nMessage-ID")[0].Split("Subject: ")[1];

        string read = string.Concat(header.Split("\r\n ").Select(word =>
            Encoding.UTF8.GetString(Convert.FromBase64String(word["=?utf-8?B?".Length..^"?=".Length]))));

        Assert.Equal(subject, read);
        Assert.All(header.Split("\r\n "), word => Assert.True(word.Length <= 75));
    }

    [Fact]
    public void Nothing_in_an_address_begins_another_header()
    {
        string text = EmlText.Write(Letter("k") with { To = "a@b.example\r\nBcc: spy@c.example" });

        Assert.DoesNotContain("\r\nBcc:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_twice_it_is_one_whole_file()
    {
        PickupMailer mailer = new(Path.Combine(_folder.Path, "mail"), NullLogger<PickupMailer>.Instance);
        for (int round = 0; round < 2; round++)
        {
            Assert.True(await mailer.Send(Letter("k"), TestContext.Current.CancellationToken));
        }

        string file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "mail")));
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        Assert.Equal(EmlText.Write(Letter("k")), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_that_takes_nothing_leaves_the_letter_for_another_try()
    {
        string file = Path.Combine(_folder.Path, "no-folder");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        PickupMailer mailer = new(file, NullLogger<PickupMailer>.Instance);

        Assert.False(await mailer.Send(Letter("k"), TestContext.Current.CancellationToken));
    }

    private static Mail Letter(string key) => Mail.Of(
        new Notice
        {
            Key = key,
            Packet = PacketId.FromDigits("000000000001"),
            Receiver = AgencyCode.Parse("395020000C"),
            Recipient = null,
            Channel = NoticeChannel.Mail,
            Address = "clerk@agency.example",
            Subject = "文件待取",
            Body = "您好：\n請取件。",
        },
        "smartlocker@server.example", Now);
}
