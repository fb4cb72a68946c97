using ProjectFlow.Tests.Azure;

namespace ProjectFlow.Adapters.Tests;

/// <summary>One emulator for all tests that need one.</summary>
[CollectionDefinition(nameof(OneAzurite))]
public sealed class OneAzurite : ICollectionFixture<Azurite>;
