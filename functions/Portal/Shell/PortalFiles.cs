using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ProjectFlow.Portal.Shell;

/// <summary>Style sheets, scripts and icons. Their address changes with their content, so a browser keeps them for good.</summary>
public static class PortalFiles
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, Asset> All = typeof(PortalFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => Read(n[Prefix.Length..])).ToFrozenDictionary(a => a.Name);

    private sealed record Asset(string Name, byte[] Content, string Hash);

    public static string AddressOf(string name) => $"/assets/{All[name].Hash}/{name}";

    public static int SizeOf(string name) => All[name].Content.Length;

    internal static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{hash}/{name}", (string hash, string name, HttpContext http) => Send(http, name)).AllowAnonymous().ExcludeFromDescription();

    private static IResult Send(HttpContext http, string name)
    {
        if (!All.TryGetValue(name, out var asset))
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Content, MediaType(name));
    }

    private static Asset Read(string name)
    {
        using var stream = typeof(PortalFiles).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return new(name, content.ToArray(), Convert.ToHexStringLower(SHA256.HashData(content.ToArray()).AsSpan(0, 6)));
    }

    private static string MediaType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
