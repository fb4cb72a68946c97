using System.Text.RegularExpressions;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Casework.Settings;

namespace ProjectFlow.Worker.Hosting;

/// <param name="PublicUrl">Where people reach the portal, without a slash at the end; mails link to it.</param>
/// <param name="Telemetry">Connection string of Application Insights; null = nothing is exported.</param>
internal sealed partial record WorkerSettings(string PublicUrl, StorageAddress Storage, MailSettings Mail, string? Telemetry = null)
{
    public const string TelemetrySetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <param name="setting">The value of a setting by its name, such as <c>Storage:TablesUri</c>.</param>
    /// <exception cref="ConfigurationException">One is missing or wrong.</exception>
    public static WorkerSettings Read(Func<string, string?> setting) => new(
        Address(setting, "PublicUrl", "https://kjj.example.gov.cn").ToString().TrimEnd('/'),
        AddressOfStorage(setting),
        MailSettings.Read(setting, TimeProvider.System),
        TelemetryOf(setting));

    /// <exception cref="ConfigurationException">There is none, or it is no address.</exception>
    public static StorageAddress AddressOfStorage(Func<string, string?> setting) => setting("Storage:ConnectionString") is { Length: > 0 } text
        ? new StorageAddress.ByConnectionString(text)
        : new StorageAddress.ByIdentity(
            Address(setting, "Storage:TablesUri", "https://account.table.core.windows.net, or .core.chinacloudapi.cn (or set Storage:ConnectionString)"),
            Address(setting, "Storage:BlobsUri", "https://account.blob.core.windows.net, or .core.chinacloudapi.cn (or set Storage:ConnectionString)"));

    private static string? TelemetryOf(Func<string, string?> setting) => setting(TelemetrySetting) is not { Length: > 0 } text ? null
        : Key().IsMatch(text) ? text
        : throw new ConfigurationException(TelemetrySetting, text, "as the portal shows it, such as InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://…/ (or leave it out)");

    [GeneratedRegex("(^|;)InstrumentationKey=[0-9a-fA-F-]{36}(;|$)")]
    private static partial Regex Key();

    private static Uri Address(Func<string, string?> setting, string name, string example) =>
        Uri.TryCreate(setting(name), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri
            : throw new ConfigurationException(name, setting(name) ?? "", "an address such as " + example);
}

/// <summary>Where the data account is. Addresses are settings, so that any cloud will do.</summary>
internal abstract record StorageAddress
{
    /// <summary>For the emulator.</summary>
    public sealed record ByConnectionString(string Text) : StorageAddress;

    /// <summary>By the identity the program runs under; no key anywhere.</summary>
    public sealed record ByIdentity(Uri Tables, Uri Blobs) : StorageAddress;

    private StorageAddress() { }
}
