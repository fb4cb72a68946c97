using System.Net;

namespace ProjectFlow.Adapters.Mail;

/// <summary>The connection to SendGrid. Knows whether the body had begun to leave when something broke.</summary>
internal sealed class SendGridWire() : DelegatingHandler(new SocketsHttpHandler
{
    AllowAutoRedirect = false, // a mail goes where the setting says, and nowhere else
    PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed name is noticed
})
{
    private const int MaxAnswer = 4096;

    /// <exception cref="BrokenOffException">No answer came.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = new WatchedContent(request.Content ?? new ByteArrayContent([]));
        request.Content = body;
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            answer.Content = new StringContent(await BeginningAsync(answer.Content, cancellationToken));
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new BrokenOffException(e, body.HasLeft);
        }
    }

    /// <summary>The status has been said; whatever happens to the words behind it changes nothing.</summary>
    private static async Task<string> BeginningAsync(HttpContent answer, CancellationToken ct)
    {
        try
        {
            var text = new char[MaxAnswer];
            using var reader = new StreamReader(await answer.ReadAsStreamAsync(ct));
            return new(text, 0, await reader.ReadBlockAsync(text, ct));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return "";
        }
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent inner;

        public WatchedContent(HttpContent inner)
        {
            this.inner = inner;
            Headers.ContentType = inner.Headers.ContentType;
        }

        /// <summary>From the first byte of the body on, a broken connection no longer proves that the mail did not arrive.</summary>
        public bool HasLeft { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            HasLeft = true;
            return inner.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = inner.Headers.ContentLength ?? 0;
            return inner.Headers.ContentLength is not null;
        }
    }
}

/// <summary>Of a kind that HttpClient does not turn into another.</summary>
internal sealed class BrokenOffException(Exception inner, bool bodyHasLeft) : Exception(inner.Message, inner)
{
    public bool BodyHasLeft => bodyHasLeft;
}
