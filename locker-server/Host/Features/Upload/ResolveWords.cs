using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.Upload;

/// <summary>Why a receiver or sender could not be set.</summary>
internal static class ResolveWords
{
    public static Phrase Of(ResolveRejection reason) => reason switch
    {
        ResolveRejection.UnknownDocument => new("查無這件公文。", "There is no such document."),
        ResolveRejection.UnknownReceiver => new("這件公文沒有這個受文者。", "The document has no such receiver."),
        ResolveRejection.UnknownAgency =>
            new("這個機關尚未登錄；請管理者先新增機關。", "The agency is not on record; an administrator adds it first."),
        ResolveRejection.NotWaiting => new("已由其他人指定。", "Somebody else has set it already."),
        ResolveRejection.AlreadyNamed => new("這個機關已在受文者之中。", "That agency is among the receivers already."),
        _ => new("您不能代表寄件機關指定。", "You may not do this for its sender."),
    };
}
