using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;

namespace MLNetDeep.Tests.Assumptions;

/// <summary>ONNX Runtime takes files that end in .ort for another format, and ML.NET gives its temporary files random extensions.</summary>
[TestClass]
public sealed class RandomFileNameTests
{
    [TestMethod]
    public void The_extension_alone_decides_whether_a_network_opens()
    {
        using var folder = new TemporaryFolder();
        var graph = new OnnxGraph();
        graph.AddNode("Identity", "", "same", [graph.Input("x", OnnxElement.Float, [1])], ["y"]);
        graph.Output("y", OnnxElement.Float, [1]);
        byte[] network = graph.ToModel("MLNetDeep", "Test");
        foreach (var name in new[] { "a2b3c4d5.xyz", "a2b3c4d5.ort" }) File.WriteAllBytes(folder.File(name), network);
        new InferenceSession(folder.File("a2b3c4d5.xyz")).Dispose();
        var refused = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(folder.File("a2b3c4d5.ort")).Dispose());
        Assert.IsTrue(RandomFileName.IsBadLuck(new InvalidOperationException("Error initializing model", refused)), refused.Message);
    }

    [TestMethod]
    public void Another_name_is_tried_and_other_faults_are_told_at_once()
    {
        var tries = 0;
        Assert.AreEqual(3, RandomFileName.Open(() => ++tries < 3 ? throw new InvalidOperationException("ORT model verification failed.") : tries));
        tries = 0;
        Assert.Throws<IOException>(() => RandomFileName.Open<int>(() => ++tries > 0 ? throw new IOException("no such file") : 0));
        Assert.AreEqual(1, tries);
        Assert.Throws<InvalidOperationException>(() => RandomFileName.Open<int>(() => throw new InvalidOperationException("ORT model verification failed.")));
    }
}
