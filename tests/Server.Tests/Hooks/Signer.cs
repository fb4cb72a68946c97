using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProjectFlow.Server.Tests.Hooks;

/// <summary>Signs as SendGrid does: the time as text and the body, with a key made here.</summary>
internal sealed class Signer : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] PublicKey => key.ExportSubjectPublicKeyInfo();

    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public string Sign(string timestamp, string body) =>
        Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    public HttpRequestMessage Post(string body, DateTimeOffset? at = null)
    {
        var timestamp = Seconds(at ?? DateTimeOffset.UtcNow);
        return Post(body, timestamp, Sign(timestamp, body));
    }

    public static HttpRequestMessage Post(string body, string timestamp, string signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/sendgrid") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", signature);
        return request;
    }

    public void Dispose() => key.Dispose();
}
