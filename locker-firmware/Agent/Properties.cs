using System.Runtime.Versioning;

// The controllers run Linux; file modes, locks and folder syncs are asked of it alone.
[assembly: SupportedOSPlatform("linux")]
