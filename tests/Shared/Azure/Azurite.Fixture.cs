namespace ProjectFlow.Tests.Azure;

/// <summary>One for the tests of a class.</summary>
public sealed partial class Azurite : IAsyncLifetime;
