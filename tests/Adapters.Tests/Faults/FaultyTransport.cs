using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ProjectFlow.Adapters.Tests.Faults;

/// <summary>The wire between the client library and the service, which loses requests on their way there and answers on their way back.</summary>
/// <param name="next">What happens to this request, and whether the service has carried it out by then.</param>
internal sealed class FaultyTransport(Func<Request, (Fault Fault, bool Done)> next) : HttpPipelineTransport
{
    private static readonly HttpClientTransport Wire = new();

    public int Faults => faults;

    private int faults;

    public override Request CreateRequest() => Wire.CreateRequest();

    public override void Process(HttpMessage message) => Wire.Process(message);

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var (fault, done) = next(message.Request);
        if (fault == Fault.None || done)
        {
            await Wire.ProcessAsync(message);
        }

        if (fault != Fault.None)
        {
            Interlocked.Increment(ref faults);
            await StrikeAsync(message, fault);
        }
    }

    private static async Task StrikeAsync(HttpMessage message, Fault fault)
    {
        switch (fault)
        {
            case Fault.Reset:
                throw new RequestFailedException(0, "reset", new IOException("reset", new SocketException((int)SocketError.ConnectionReset)));
            case Fault.Hang:
                await Task.Delay(Timeout.Infinite, message.CancellationToken);
                return;
            default:
                message.Response = fault switch
                {
                    Fault.Busy => new FailureAnswer(503, "ServerBusy", message.Request.ClientRequestId),
                    Fault.TimedOut => new FailureAnswer(500, "OperationTimedOut", message.Request.ClientRequestId),
                    _ => new FailureAnswer(408, "RequestTimeout", message.Request.ClientRequestId),
                };
                return;
        }
    }

    private sealed class FailureAnswer(int status, string code, string id) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => code;

        public override Stream? ContentStream { get; set; } = new MemoryStream();

        public override string ClientRequestId { get; set; } = id;

        public override void Dispose() { }

        protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [new("x-ms-error-code", code)];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => (value = name == "x-ms-error-code" ? code : null) is not null;

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values) => (values = TryGetHeader(name, out var value) ? [value!] : null) is not null;
    }
}
