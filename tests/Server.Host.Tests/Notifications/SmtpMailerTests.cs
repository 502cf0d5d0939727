using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Server.Configuration;
using SmartLocker.Server.Features.Notifications;

namespace SmartLocker.Server.Host.Tests.Notifications;

public sealed class SmtpMailerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_reaches_a_mail_server_with_its_address_number_and_text()
    {
        await using SmtpListener server = new();

        Assert.True(await To(server.Port).Send(Letter("clerk@agency.example"), Stop));

        string letter = await server.Next(Stop);
        Assert.Contains("RCPT TO:<clerk@agency.example>", letter, StringComparison.Ordinal);
        Assert.Contains("<0123456789abcdef@server.example>", letter, StringComparison.Ordinal);
        Assert.All(letter, c => Assert.True(c < 128));
        Assert.Contains("您好：請取件。", Body(letter), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_that_the_server_refuses_is_tried_again_and_holds_up_nobody_else()
    {
        await using SmtpListener server = new("left@agency.example");
        SmtpMailer mailer = To(server.Port);

        Assert.False(await mailer.Send(Letter("left@agency.example"), Stop));
        Assert.True(await mailer.Send(Letter("clerk@agency.example"), Stop));
        Assert.Contains("RCPT TO:<clerk@agency.example>", await server.Next(Stop), StringComparison.Ordinal);
    }

    /// <summary>Whatever is wrong with one letter: an exception here would keep all others waiting behind it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("no address")]
    [InlineData("a@b@c")]
    public async Task An_address_that_is_none_is_no_end_of_the_outbox(string address)
    {
        await using SmtpListener server = new();

        Assert.False(await To(server.Port).Send(Letter(address), Stop));
    }

    [Fact]
    public async Task A_server_that_is_away_or_offers_no_encryption_gets_nothing_and_is_tried_again()
    {
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using SmtpListener plain = new();

        Assert.False(await To(port).Send(Letter("clerk@agency.example"), Stop));
        Assert.False(await To(plain.Port, startTls: true).Send(Letter("clerk@agency.example"), Stop));
    }

    private static SmtpMailer To(int port, bool startTls = false) => new(
        new MailOptions
        {
            Host = "127.0.0.1",
            Port = port,
            StartTls = startTls,
            User = "",
            Password = "",
            From = "smartlocker@server.example",
            PickupFolder = "",
        },
        TimeProvider.System, NullLogger<SmtpMailer>.Instance);

    private static Mail Letter(string to) => new(
        "0123456789abcdef", "smartlocker@server.example", to, "文件待取", "您好：請取件。",
        new DateTimeOffset(2026, 10, 2, 1, 30, 0, TimeSpan.Zero));

    private static string Body(string letter)
    {
        string[] parts = letter.ReplaceLineEndings("\n").Split("\n\n", 2);
        Assert.Contains("base64", parts[0], StringComparison.OrdinalIgnoreCase);
        return Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Replace("\n", "", StringComparison.Ordinal)));
    }
}
