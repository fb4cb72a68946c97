using System.Text.Json.Nodes;

namespace ProjectFlow.Infra.Tests;

/// <summary>main.bicep with its parameters, compiled once.</summary>
public sealed class Template : IAsyncLifetime
{
    internal JsonNode Main { get; private set; } = new JsonObject();

    internal IReadOnlyList<string> Diagnostics { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var (output, diagnostics) = await Bicep.RunAsync("build-params", "main.bicepparam", "--stdout");
        (Main, Diagnostics) = (JsonNode.Parse(JsonNode.Parse(output)!["templateJson"]!.ToString())!, diagnostics);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The main template as <c>main</c>, and each module by its name.</summary>
    internal IEnumerable<(string Name, JsonNode Template)> Modules =>
        [("main", Main), .. ResourcesOf(Main).Where(r => TypeOf(r) == "Microsoft.Resources/deployments").Select(r => (r.Name, r.Resource["properties"]!["template"]!))];

    /// <summary>Every resource that is made, with the module it is in.</summary>
    internal IEnumerable<(string Module, string Type, JsonNode Resource)> Resources =>
        Modules.SelectMany(m => ResourcesOf(m.Template).Where(r => r.Resource["existing"] is null).Select(r => (m.Name, TypeOf(r), r.Resource)));

    internal JsonNode Module(string name) => Modules.Single(m => m.Name == name).Template;

    internal IReadOnlyList<JsonNode> Of(string type) => [.. Resources.Where(r => r.Type == type).Select(r => r.Resource)];

    /// <summary>Its properties; those that are a variable are looked up.</summary>
    internal JsonNode PropertiesOf(string module, JsonNode resource)
    {
        var properties = resource["properties"]!;
        return properties is JsonValue v && v.ToString() is ['[', ..] text && text.StartsWith("[variables('", StringComparison.Ordinal)
            ? Module(module)["variables"]![text.Split('\'')[1]]!
            : properties;
    }

    /// <summary>Templates that refer to no resource that is there already have a list of them, without names.</summary>
    private static IEnumerable<(string Name, JsonNode Resource)> ResourcesOf(JsonNode template) => template["resources"] is JsonArray list
        ? list.Select(r => ("", r!))
        : template["resources"]!.AsObject().Select(r => (r.Key, r.Value!));

    private static string TypeOf((string Name, JsonNode Resource) resource) => resource.Resource["type"]!.ToString();
}
