using SmartLocker.Firmware.Core.Link;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>Every word the screen says, in the Chinese of Taiwan and in English. Nothing here names a secrecy level.</summary>
public static class KioskTexts
{
    public static bool IsGood(NoticeKind kind) => kind is NoticeKind.Deposited or NoticeKind.TakenBack or NoticeKind.PickupDone
        or NoticeKind.HelpCalled or NoticeKind.NothingWaits or NoticeKind.RemoteOpeningAllowed;

    public static NoticeKind Of(CallRefusal refusal) => refusal switch
    {
        CallRefusal.UnknownPacket => NoticeKind.UnknownPacket,
        CallRefusal.NotSealed => NoticeKind.NotSealed,
        CallRefusal.NotYourPacket => NoticeKind.NotYourPacket,
        CallRefusal.NoRoom => NoticeKind.NoRoom,
        CallRefusal.NotCollectedHere => NoticeKind.NotCollectedHere,
        _ => NoticeKind.NotAllowed,
    };

    /// <param name="elsewhere">Cabinets that take the packet instead.</param>
    public static KioskText Of(NoticeKind kind, string elsewhere) => (kind, elsewhere) switch
    {
        (_, "") => Of(kind),
        (NoticeKind.NotCollectedHere, _) => new(
            $"收件機關不在本櫃取件，請改到 {elsewhere} 投件。", $"The receiver does not collect here. Please deposit the packet at {elsewhere}."),
        (NoticeKind.NoRoom, _) => new(
            $"目前沒有合適的空格，可改到 {elsewhere} 投件。", $"No suitable compartment is free. There is room at {elsewhere}."),
        _ => Of(kind),
    };

    public static KioskText Of(NoticeKind kind) => kind switch
    {
        NoticeKind.UnknownBadge => new("這張識別證無法在本櫃使用，請洽管理人員。", "This badge is not known at this cabinet. Please ask the staff."),
        NoticeKind.WrongPin => new("密碼不正確，請再輸入一次。", "Wrong PIN. Please try again."),
        NoticeKind.LockedOut =>
            new("錯誤次數過多，暫時無法登入。請稍後再試，或按「求助」。", "Too many wrong PINs. Please try again later, or call for help."),
        NoticeKind.UnknownScan =>
            new("無法辨識這個條碼，請掃描識別證或文件包標籤。", "This code is not known here. Please scan a badge or a packet label."),
        NoticeKind.SignInFirst => new("請先掃描識別證登入，再掃描文件包。", "Please scan your badge first, then the packet."),
        NoticeKind.FinishFirst => new("請先完成目前的步驟。", "Please finish the current step first."),
        NoticeKind.OtherPersonSignedIn =>
            new("目前由另一位使用者操作，請待其登出。", "Somebody else is signed in. Please wait until they have signed out."),
        NoticeKind.UnknownPacket => new("查無這個文件包，請向寄件機關確認。", "This packet is not known. Please ask the sending agency."),
        NoticeKind.NotSealed =>
            new("這個文件包不在待投件狀態，請向寄件機關確認。", "This packet is not ready to be deposited. Please ask the sending agency."),
        NoticeKind.NotYourPacket => new("這個文件包不屬於您服務的機關。", "This packet does not belong to an agency you serve."),
        NoticeKind.NoRoom => new("目前沒有合適的空格，文件包請先留在身邊。", "No suitable compartment is free. Please keep the packet."),
        NoticeKind.NotCollectedHere =>
            new("收件機關不在本櫃取件，文件包請先留在身邊。", "The receiver does not collect here. Please keep the packet."),
        NoticeKind.NotAllowed => new("目前無法辦理，請洽管理人員。", "This is not possible now. Please ask the staff."),
        NoticeKind.AlreadyDeposited => new("這個文件包已經投件。", "This packet has already been deposited."),
        NoticeKind.PacketHeld => new("這個文件包暫停辦理，請洽管理人員。", "This packet is on hold. Please ask the staff."),
        NoticeKind.DepositsStopped => new("本櫃暫停投件，仍可取件。", "Deposits are stopped at this cabinet. You can still collect."),
        NoticeKind.Deposited => new("投件完成。可以繼續掃描下一個文件包。", "Deposited. You can scan the next packet."),
        NoticeKind.TakenBack => new("已取消這次投件，請將文件包帶回。", "The deposit was cancelled. Please take the packet with you."),
        NoticeKind.NothingWaits => new("目前沒有待取的文件。", "Nothing waits for you now."),
        NoticeKind.PickupDone => new("取件完成。", "All collected."),
        NoticeKind.SecondPersonRefused =>
            new("需要另一位有權限的人員，請換人登入。", "Another authorised person is needed. Please let somebody else sign in."),
        NoticeKind.SecondPersonMissing =>
            new("等候第二位人員逾時，這一格保持關閉。", "The second person did not sign in. The compartment stays shut."),
        NoticeKind.CheckFailed => new(
            "目前無法確認取件權限，這一格保持關閉，請稍後再試。", "The permission cannot be checked now. The compartment stays shut; please try later."),
        NoticeKind.DoorNotUsable => new("這個櫃門目前無法使用。", "This door cannot be used now."),
        NoticeKind.RemoteOpeningAllowed => new("已恢復遠端開門。", "Doors can be opened from afar again."),
        NoticeKind.CodeRefused => new("這個取件碼無法使用，請改用識別證，或請承辦人重新產生。",
            "This code is not good here. Please use your badge, or ask for a new code."),
        NoticeKind.CodesNotNow =>
            new("本櫃目前不接受取件碼，請改用識別證。", "Codes are not taken here now. Please use your badge."),
        NoticeKind.CodeOpensOneDoor => new("取件碼只能開這一格；要辦理其他事項，請掃描您的識別證。",
            "A code opens its own door only. For anything else, please scan your badge."),
        NoticeKind.PickupsForTwoWait => new(
            "本櫃目前暫停雙人取件，請稍後再試或洽管理人員。", "Pickups by two persons are suspended here. Please try later or ask the staff."),
        NoticeKind.HelpCalled => new("已通知管理人員，請稍候。", "The staff has been told. Please wait."),
        _ => throw new System.Diagnostics.UnreachableException($"No words for {kind}."),
    };

    public static KioskText Title(KioskScreen screen) => screen switch
    {
        KioskScreen.Idle => new("歡迎使用文件智取櫃", "Document lockers"),
        KioskScreen.EnterPin or KioskScreen.CheckingPin => new("登入", "Sign in"),
        KioskScreen.Welcome => new("已登入", "Signed in"),
        KioskScreen.Assigning or KioskScreen.DoorOpening => new("請稍候", "One moment"),
        KioskScreen.DoorStuck => new("櫃門沒有打開", "The door did not open"),
        KioskScreen.PutIn or KioskScreen.TakeBack => new("投件", "Deposit"),
        KioskScreen.TakeOut or KioskScreen.LeaveInside or KioskScreen.CheckingPickup => new("取件", "Pickup"),
        KioskScreen.SecondPerson => new("需要第二位人員", "A second person is needed"),
        KioskScreen.SealQuestion => new("請檢查封套", "Please look at the seal"),
        KioskScreen.OutOfOrder => new("暫停服務", "Out of order"),
        _ => throw new System.Diagnostics.UnreachableException($"No words for {screen}."),
    };

    public static KioskText Prompt(KioskScreen screen, int? compartment) => screen switch
    {
        KioskScreen.Idle => new("請掃描識別證、取件碼或文件包標籤。", "Scan your badge, your code or a label."),
        KioskScreen.EnterPin => new("請輸入密碼。", "Please enter your PIN."),
        KioskScreen.CheckingPin => new("正在確認密碼。", "Checking the PIN."),
        KioskScreen.Welcome => new("投件請掃描文件包標籤；取件請按「取件」。", "Scan a packet label to deposit, or press Collect."),
        KioskScreen.Assigning => new("正在安排櫃門。", "Finding a compartment."),
        KioskScreen.DoorOpening => new($"正在打開 {compartment} 號櫃門。", $"Opening door {compartment}."),
        KioskScreen.DoorStuck => new(
            $"請推一下 {compartment} 號櫃門再放開，或再試一次。", $"Push door {compartment} and let go, or try again."),
        KioskScreen.PutIn =>
            new($"請將文件包放入 {compartment} 號櫃，再關上門。", $"Put the packet into compartment {compartment} and shut the door."),
        KioskScreen.TakeBack => new($"請將文件包取回，再關上 {compartment} 號櫃門。", $"Take the packet back and shut door {compartment}."),
        KioskScreen.TakeOut =>
            new($"請取出 {compartment} 號櫃內的全部文件，再關上門。", $"Take everything out of compartment {compartment} and shut the door."),
        KioskScreen.LeaveInside =>
            new($"文件留在櫃內，請關上 {compartment} 號櫃門。", $"The packet stays inside. Please shut door {compartment}."),
        KioskScreen.SecondPerson =>
            new("這一格須由兩位人員共同領取，請第二位人員掃描識別證。", "Two persons must collect this one. The second person scans a badge now."),
        KioskScreen.CheckingPickup => new("正在確認取件權限。", "Checking the permission."),
        KioskScreen.SealQuestion => new("封套是否完整、沒有拆封痕跡？", "Is the seal intact, with no sign of opening?"),
        KioskScreen.OutOfOrder => new("本櫃暫停服務，請洽管理人員。", "This cabinet is out of order. Please ask the staff."),
        _ => throw new System.Diagnostics.UnreachableException($"No words for {screen}."),
    };
}
