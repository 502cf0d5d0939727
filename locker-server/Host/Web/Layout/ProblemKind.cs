namespace SmartLocker.Server.Web.Layout;

/// <summary>Why a request got no page of its own. Each has a short code that a person can quote.</summary>
public enum ProblemKind
{
    NotFound,
    NotAllowed,
    StaleForm,
    BadForm,
    TooLarge,
    Conflict,
    Bug,
}
