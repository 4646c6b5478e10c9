namespace MLNetDeep.Tests.Support;

/// <summary>Loads libtorch before tests that use TorchSharp by itself.</summary>
[TestClass]
public static class Setup
{
    [AssemblyInitialize]
    public static void LoadTorch(TestContext context) => TorchLibrary.Load();
}
