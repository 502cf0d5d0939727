using Microsoft.AspNetCore.Components;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Web;

/// <summary>Base of every page and part of a page: it knows its viewer and speaks both languages.</summary>
public abstract class Part : ComponentBase
{
    [Inject]
    public Viewer Viewer { get; set; } = null!;

    /// <summary>Both texts stand where they are used, so that none can be forgotten.</summary>
    protected string Say(string chinese, string english) => Viewer.Say(chinese, english);

    protected string Say(Phrase phrase) => phrase.In(Viewer.Language);
}
