using System.Text;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>What intake makes of a letter and the files beside it.</summary>
internal static class Taking
{
    public static IntakeOutcome Outcome(byte[] letter, AddressBook? book = null, params DropFile[] beside)
    {
        DropFile document = new("a.di", letter);
        return new DropIntake([document, .. beside], book).Take(document);
    }

    public static IntakeOutcome Outcome(string xml, AddressBook? book = null, params DropFile[] beside) =>
        Outcome(Encoding.UTF8.GetBytes(xml), book, beside);

    public static IntakeOutcome.Accepted Accepted(Letter letter, AddressBook? book = null, params DropFile[] beside) =>
        Assert.IsType<IntakeOutcome.Accepted>(Outcome(letter.Xml, book, beside));

    public static Document Document(Letter letter, AddressBook? book = null, params DropFile[] beside) =>
        Accepted(letter, book, beside).Document;

    public static IntakeOutcome.Refused Refused(Letter letter, params DropFile[] beside) =>
        Assert.IsType<IntakeOutcome.Refused>(Outcome(letter.Xml, null, beside));

    public static RefusalReason Reason(string xml, params DropFile[] beside) =>
        Assert.IsType<IntakeOutcome.Refused>(Outcome(xml, null, beside)).Reason;

    public static DropFile Beside(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}
