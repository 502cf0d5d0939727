namespace SmartLocker.Server.Configuration;

/// <summary>The settings make no sense. The message names every key, its bound and what was found.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems => problems;
}
