using System.Text;
using SmartLocker.Server.CommandLine;
using SmartLocker.Server.Features.Demo;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Serve;

namespace SmartLocker.Server;

internal static class Program
{
    private static async Task<int> Main(string[] typed)
    {
        // UTF-8 without a mark, whatever the surroundings say: other programs read these lines.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

        // A verb loads what it needs and no more: checking a drop starts no server.
        return await new VerbRunner([ServeVerb.Verb, DemoVerb.Verb, IntakeCheck.Verb], Console.Out, Console.Error).Run(typed);
    }
}
