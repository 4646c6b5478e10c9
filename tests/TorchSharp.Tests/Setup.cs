using static TorchSharp.torch;

namespace TorchSharp.Tests;

[TestClass]
public static class Setup
{
    /// <summary>The tests are too small for more than one thread to pay.</summary>
    [AssemblyInitialize]
    public static void UseOneThread(TestContext _) => set_num_threads(1);
}
