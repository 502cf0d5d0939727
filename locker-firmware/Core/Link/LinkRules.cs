namespace SmartLocker.Firmware.Core.Link;

/// <summary>The stream comes and goes; its epoch only grows.</summary>
public static class LinkRules
{
    /// <summary>CL-60: a dead path shows within 90 s; shorter gaps are no fault.</summary>
    public static readonly TimeSpan DownAfter = TimeSpan.FromSeconds(90);

    /// <returns>Null: a stream older than one already seen; nothing is believed of it.</returns>
    /// <param name="stateFollows">Something newer than what is held came with it, and is not taken in yet.</param>
    public static LinkState? Welcomed(LinkState link, long epoch, bool stateFollows) =>
        epoch < link.Epoch ? null : link with
        {
            Epoch = epoch,
            IsUp = true,
            IsCurrent = !stateFollows,
            DownSince = null,
            Nonces = epoch == link.Epoch ? link.Nonces : [],
        };

    /// <summary>With the stream die its nonces. An order that runs goes on: its pulse may be on its way.</summary>
    public static LinkState Lost(LinkState link, Uptime now) =>
        link with { IsUp = false, IsCurrent = false, DownSince = link.DownSince ?? now, Nonces = [] };

    public static bool IsDownTooLong(LinkState link, Uptime now) => link.DownSince is { } since && now - since >= DownAfter;
}
