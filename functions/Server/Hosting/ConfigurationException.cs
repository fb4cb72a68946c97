namespace ProjectFlow.Server.Hosting;

/// <summary>A setting does not let the server start; the message says which one and what was expected.</summary>
internal sealed class ConfigurationException(string setting, string found, string expected)
    : Exception($"Setting '{setting}' is '{found}'; expected {expected}.");
