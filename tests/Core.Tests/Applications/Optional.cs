using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;

namespace ProjectFlow.Core.Tests.Applications;

/// <summary>What may be null in a command may be left out of it.</summary>
public class Optional
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    [Fact]
    public void An_answer_to_a_thread_names_the_thread_alone()
    {
        var command = JsonSerializer.Deserialize<CaseCommand>("""{"command":"comment","thread":"t1","text":"Done"}""", Strict);
        Assert.Equal(new ApplicationCommand.Comment("Done", "t1"), command);
    }

    [Fact]
    public void Every_member_that_may_be_null_has_a_default()
    {
        var nullability = new NullabilityInfoContext();
        var commands = typeof(CaseCommand).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(a => a.DerivedType).ToList();
        var parts = commands.SelectMany(Constructor).Select(p => p.ParameterType.IsGenericType ? p.ParameterType.GetGenericArguments()[^1] : p.ParameterType).Where(t => t.Namespace?.StartsWith("ProjectFlow", StringComparison.Ordinal) == true);
        var missing = commands.Concat(parts).Distinct().SelectMany(Constructor).Where(p => nullability.Create(p).WriteState == NullabilityState.Nullable && !p.HasDefaultValue);
        Assert.Equal([], missing.Select(p => $"{p.Member.DeclaringType!.Name}.{p.Name}"));
        Assert.Contains(commands.SelectMany(Constructor), p => p is { Name: "anchor" or "Anchor", HasDefaultValue: true });
    }

    private static IEnumerable<ParameterInfo> Constructor(Type type) =>
        type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).Take(1).SelectMany(c => c.GetParameters());
}
