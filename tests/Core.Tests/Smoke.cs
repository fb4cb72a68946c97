namespace ProjectFlow.Core.Tests; public class Smoke { [Fact] public void Ok() => Assert.True(true); }
