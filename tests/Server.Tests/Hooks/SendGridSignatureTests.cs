using System.Text;
using CsCheck;
using ProjectFlow.Portal.Hooks;
using SendGrid.Helpers.EventWebhook;

namespace ProjectFlow.Server.Tests.Hooks;

public sealed class SendGridSignatureTests : IDisposable
{
    private const string Body = "[{\"event\":\"delivered\",\"response\":\"250 好\"}]\r\n";

    private static readonly DateTimeOffset Noon = new(2023, 3, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly Signer signer = new();

    public void Dispose() => signer.Dispose();

    [Theory]
    [InlineData("1678104000", true)] // noon
    [InlineData("1678014000", true)] // 25 hours before
    [InlineData("1678013999", false)]
    [InlineData("1678104300", true)] // 5 minutes after
    [InlineData("1678104301", false)]
    public void What_was_signed_within_25_hours_is_good(string timestamp, bool good) => Assert.Equal(good, IsGood(signer.Sign(timestamp, Body), timestamp, Body));

    [Fact]
    public void SendGrids_own_check_agrees()
    {
        var (timestamp, validator) = (Signer.Seconds(Noon), new RequestValidator());
        var signature = signer.Sign(timestamp, Body);
        var key = validator.ConvertPublicKeyToECDSA(Convert.ToBase64String(signer.PublicKey));

        Assert.True(validator.VerifySignature(key, Body, signature, timestamp));
        Assert.True(IsGood(signature, timestamp, Body));
    }

    [Fact]
    public void One_bit_of_the_body_changed_is_forged()
    {
        var timestamp = Signer.Seconds(Noon);
        var (signature, body) = (signer.Sign(timestamp, Body), Encoding.UTF8.GetBytes(Body));

        Gen.Int[0, (body.Length * 8) - 1].Sample(bit =>
        {
            byte[] changed = [.. body];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            return !new SendGridSignature(signer.PublicKey).IsGood(signature, timestamp, changed, Noon);
        }, iter: 100);
    }

    [Fact]
    public void Another_time_another_key_and_half_a_body_are_forged()
    {
        using var other = new Signer();
        var timestamp = Signer.Seconds(Noon);
        var signature = signer.Sign(timestamp, Body);

        Assert.False(IsGood(signature, Signer.Seconds(Noon.AddSeconds(1)), Body));
        Assert.False(IsGood(other.Sign(timestamp, Body), timestamp, Body));
        Assert.False(IsGood(signature, timestamp, Body.TrimEnd()));
        Assert.False(IsGood(signature, timestamp, ""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("MAYCAQACAQA=")] // r = s = 0
    public void What_is_no_signature_is_not_good(string? signature) => Assert.False(IsGood(signature, Signer.Seconds(Noon), Body));

    [Fact]
    public void A_signature_longer_than_any_is_not_good() => Assert.False(IsGood(Convert.ToBase64String(new byte[4096]), Signer.Seconds(Noon), Body));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("noon")]
    [InlineData("-1678104000")]
    [InlineData(" 1678104000")]
    [InlineData("1678104000.0")]
    [InlineData("99999999999999999999")]
    public void What_is_no_time_is_not_good(string? timestamp) => Assert.False(IsGood(signer.Sign(timestamp ?? "", Body), timestamp, Body));

    private bool IsGood(string? signature, string? timestamp, string body) => new SendGridSignature(signer.PublicKey).IsGood(signature, timestamp, Encoding.UTF8.GetBytes(body), Noon);
}
