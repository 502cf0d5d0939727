using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.CabinetPages;

/// <summary>How a door is drawn: the most pressing thing about it.</summary>
public enum DoorLook { Vacant, Promised, Holding, Open, OutOfService, Question, Faulty }

/// <summary>What a door looks like, in words and marks. Pure.</summary>
public static class DoorLooks
{
    /// <param name="isOpen">As the cabinet last said.</param>
    public static DoorLook Of(Cabinet cabinet, int number, bool isOpen)
    {
        Compartment door = cabinet.Door(number);
        return cabinet.HasFault(number) ? DoorLook.Faulty
            : door.NeedsReconciliation ? DoorLook.Question
            : isOpen ? DoorLook.Open
            : door.OutOfServiceReason is not null ? DoorLook.OutOfService
            : !door.Contents.IsEmpty ? DoorLook.Holding
            : !door.Pending.IsEmpty ? DoorLook.Promised
            : DoorLook.Vacant;
    }

    public static Phrase Words(DoorLook look) => look switch
    {
        DoorLook.Faulty => new("故障", "fault"),
        DoorLook.Question => new("待查看", "to be looked into"),
        DoorLook.Open => new("門開著", "open"),
        DoorLook.OutOfService => new("停用", "out of service"),
        DoorLook.Holding => new("有件", "holds something"),
        DoorLook.Promised => new("已分配", "promised"),
        _ => new("空", "vacant"),
    };

    /// <summary>One sign in the drawing beside the colour.</summary>
    public static string Sign(DoorLook look) => look switch
    {
        DoorLook.Faulty => "!",
        DoorLook.Question => "?",
        DoorLook.Open => "↗",
        DoorLook.OutOfService => "×",
        DoorLook.Holding => "●",
        DoorLook.Promised => "○",
        _ => "",
    };

    public static string Class(DoorLook look) => look switch
    {
        DoorLook.Faulty or DoorLook.Question => "fault",
        DoorLook.Open => "open",
        DoorLook.OutOfService => "out",
        DoorLook.Holding or DoorLook.Promised => "held",
        _ => "",
    };
}
