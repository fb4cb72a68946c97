namespace ProjectFlow.Casework.Settings;

/// <summary>A setting does not let the host start; the message says which one and what was expected.</summary>
public sealed class ConfigurationException(string setting, string found, string expected)
    : Exception($"Setting '{setting}' is '{found}'; expected {expected}.");
