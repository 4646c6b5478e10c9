using MLNetDeep.Common;
using MLNetDeep.Layers;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Graphs;

/// <summary>How far back the running averages of batch normalization go where an epoch has few mini-batches.</summary>
[TestClass]
public sealed class RunningAverageTests
{
    [TestMethod]
    [DataRow(1, true, 5.0), DataRow(2, true, 3.75), DataRow(100, true, 0.95), DataRow(1, false, 0.95)]
    public void They_go_back_an_epoch_where_that_is_less_than_ten_batches(int batches, bool followsEpochs, double expected)
    {
        using var scope = NewDisposeScope();
        using var norm = new BatchNormalization(1, followsEpochs: followsEpochs);
        norm.Begin(batches);
        norm.train();
        foreach (var mean in Enumerable.Repeat(0.0, 30).Concat([5, 5]))
            norm.call(tensor(new float[] { -1, 1 }, [2, 1]).Plus(mean));
        // Two steps behind: by shares of 1, of a half, and of a tenth.
        Assert.AreEqual(expected, norm.get_buffer("running_mean")!.item<float>(), 1e-5);
    }
}
