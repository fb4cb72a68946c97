using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ProjectFlow.Adapters.Tests.Mail;

/// <summary>A mail server for one conversation on loopback; answers as scripted and keeps what it was told.</summary>
internal sealed class TinySmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    /// <param name="answers">What to answer to a verb, or to <c>.</c> after the body; null breaks the connection.</param>
    public TinySmtpServer(Dictionary<string, string?>? answers = null)
    {
        listener.Start();
        serving = ServeAsync(answers ?? []);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public List<string> Commands { get; } = [];

    public StringBuilder Message { get; } = new();

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        try
        {
            await serving;
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client left, or never came.
        }
    }

    private async Task ServeAsync(Dictionary<string, string?> answers)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        if (!await SayAsync(stream, answers.GetValueOrDefault("greeting", "220 tiny")))
        {
            return;
        }

        while (await reader.ReadLineAsync() is { } line)
        {
            Commands.Add(line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (!await SayAsync(stream, answers.GetValueOrDefault(verb, verb == "DATA" ? "354 go on" : "250 ok")))
            {
                return;
            }

            if (verb == "DATA" && answers.GetValueOrDefault("DATA", "354")!.StartsWith("354", StringComparison.Ordinal))
            {
                await TakeBodyAsync(reader);
                if (!await SayAsync(stream, answers.GetValueOrDefault(".", "250 taken as 42")))
                {
                    return;
                }
            }
        }
    }

    private async Task TakeBodyAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            Message.AppendLine(line);
        }
    }

    private static async Task<bool> SayAsync(NetworkStream stream, string? answer)
    {
        if (answer is not null)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"));
        }

        return answer is not null;
    }
}
