using System.Diagnostics;
using System.Runtime.CompilerServices;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Rows;

/// <summary>This test program started once more, as a process that writes until it is killed and prints what was acknowledged.</summary>
internal static class CrashingWriter
{
    private const string Variable = "PROJECTFLOW_TEST_WRITE_UNTIL_KILLED";

    public static Process Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, IsHosted ? [typeof(CrashingWriter).Assembly.Location] : []) { RedirectStandardOutput = true };
        start.Environment[Variable] = folder;
        return Process.Start(start)!;
    }

    private static bool IsHosted => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";

#pragma warning disable CA2255 // The entry point belongs to the test framework; this runs before it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            WriteUntilKilled(folder);
        }
    }

    /// <summary>All on this thread: others wait until the initialisation of this module is over, which never happens here.</summary>
    private static void WriteUntilKilled(string folder)
    {
        var rows = SqliteRows.Open(folder);
        var run = Guid.NewGuid().ToString("N");
        for (var n = 0; ; n += 4)
        {
            string[] ids = [$"{run}-{n:D6}", $"{run}-{n + 1:D6}", $"{run}-{n + 2:D6}", $"{run}-{n + 3:D6}"];
            var commits = Array.ConvertAll(ids, id => rows.CommitAsync(
                "p", [new Write.Insert(new($"a:{id}", new byte[500])), new Write.Insert(new($"b:{id}", new byte[50]))], id, default));
            for (var i = 0; i < ids.Length; i++)
            {
                commits[i].Wait();
                Console.Out.WriteLine(ids[i]);
                Console.Out.Flush();
            }
        }
    }
}
