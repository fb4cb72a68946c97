using System.Reflection;
using System.Text.Json.Serialization;
using ProjectFlow.Core.Cases;

namespace ProjectFlow.Casework.Cases;

/// <summary>The stored names of events and commands, as the types declare them.</summary>
public static class EventNames
{
    private static readonly Dictionary<Type, string> Events = Declared(typeof(CaseEvent));
    private static readonly Dictionary<Type, string> Commands = Declared(typeof(CaseCommand));

    public static string Of(CaseEvent e) => Events[e.GetType()];

    public static string Of(CaseCommand command) => Commands.GetValueOrDefault(command.GetType(), "tick");

    private static Dictionary<Type, string> Declared(Type root) =>
        root.GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);
}
