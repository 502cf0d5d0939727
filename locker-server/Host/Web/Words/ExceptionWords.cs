using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Web.Words;

/// <summary>The words for why a packet needs a person.</summary>
public static class ExceptionWords
{
    /// <param name="maySeeSecrecy">
    /// Some reasons exist for 密 alone; whoever may not know the level reads what is true of every packet instead.
    /// </param>
    public static Phrase Of(ExceptionReason reason, bool maySeeSecrecy) => reason switch
    {
        ExceptionReason.SealBroken or ExceptionReason.TwoPersonRuleBroken when !maySeeSecrecy =>
            new("取件經過須查明", "The pickup must be looked into"),
        ExceptionReason.SealBroken => new("取件時封口已破", "The seal was broken at pickup"),
        ExceptionReason.TwoPersonRuleBroken => new("未依雙人會同取件", "Not collected by two entitled persons"),
        ExceptionReason.Missing => new("短少", "Missing"),
        ExceptionReason.Misenclosed => new("誤夾", "Misenclosed"),
        ExceptionReason.Damaged => new("毀損", "Damaged"),
        ExceptionReason.DepositedWhileOpen => new("未封裝即投件", "Deposited while not sealed"),
        ExceptionReason.DepositedTwice => new("重複投件", "Deposited twice"),
        ExceptionReason.DepositedElsewhere => new("投入非收件機關的取件櫃", "Deposited where its receiver does not collect"),
        ExceptionReason.DepositedAfterPickup => new("取件後又投件", "Deposited again after pickup"),
        ExceptionReason.SharedCompartment => new("與不應同格的文件包同格", "Lies with a packet that it must not lie with"),
        ExceptionReason.DepositInterrupted => new("投件中斷，須查明是否在格內", "Deposit interrupted: inside, or still carried?"),
        ExceptionReason.NotFound => new("應在格內而未見", "Not found where it should lie"),
        ExceptionReason.PickedUpUnexpectedly => new("由未登錄的位置取出", "Taken from where it was not known to be"),
        _ => new("誤送：取件人不屬收件機關", "Misdelivered: taken by somebody of another agency"),
    };

    /// <summary>What the one who settles it does next.</summary>
    public static Phrase Do(ExceptionReason reason) => reason switch
    {
        ExceptionReason.Missing or ExceptionReason.Misenclosed or ExceptionReason.Damaged =>
            new("請與對方機關聯繫，查明後註記處理結果。", "Call the other agency, then note how it was settled."),
        ExceptionReason.DepositInterrupted =>
            new("請到櫃前查看該格，再註記結果。", "Have somebody look into the compartment, then note what was found."),
        _ => new("請查明經過後註記處理結果。", "Find out what happened, then note how it was settled."),
    };
}
