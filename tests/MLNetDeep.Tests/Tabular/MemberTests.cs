using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Tasks;
using MLNetDeep.Tests.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Tabular;

/// <summary>Networks that are ensembles: members apart in training, one in evaluation.</summary>
[TestClass]
public sealed class MemberTests
{
    [TestMethod]
    public void Probabilities_of_classes_are_averaged()
    {
        using var scope = NewDisposeScope();
        var outputs = randn(4, 5, 3) * 3;
        Assert.IsTrue(outputs.softmax(2).mean([1]).allclose(Evaluate(outputs, MemberPooling.Softmax).softmax(1), 1e-5, 1e-6));
    }

    [TestMethod]
    public void Probabilities_of_flags_are_averaged()
    {
        using var scope = NewDisposeScope();
        var outputs = randn(4, 5, 3) * 3;
        Assert.IsTrue(outputs.sigmoid().mean([1]).allclose(Evaluate(outputs, MemberPooling.Sigmoid).sigmoid(), 1e-5, 1e-6));
    }

    [TestMethod]
    public void Numbers_are_averaged()
    {
        using var scope = NewDisposeScope();
        var outputs = randn(4, 5, 3);
        Assert.IsTrue(outputs.mean([1]).allclose(Evaluate(outputs, MemberPooling.Mean), 1e-5, 1e-6));
    }

    [TestMethod]
    [DataRow(80f)]
    [DataRow(-80f)]
    public void Certain_members_stay_finite(float logit)
    {
        using var scope = NewDisposeScope();
        var same = full([1, 4, 1], logit);
        Assert.AreEqual(logit, Evaluate(same, MemberPooling.Sigmoid).item<float>(), 1e-3f);
    }

    [TestMethod]
    public void Members_stay_apart_in_training()
    {
        using var scope = NewDisposeScope();
        using var stage = new OutputStage([2, 3], [1, 0]);
        stage.train();
        var outputs = randn(4, 5, 2);
        var expected = outputs.mul(tensor(new float[] { 2, 3 })).add(tensor(new float[] { 1, 0 }));
        Assert.IsTrue(expected.allclose(stage.call(outputs), 1e-5, 1e-6));
    }

    [TestMethod]
    [DataRow("Mean", false)]
    [DataRow("Mean", true)]
    [DataRow("Softmax", false)]
    [DataRow("Sigmoid", false)]
    public void Pooling_is_exported(string name, bool sorts)
    {
        var pooling = Enum.Parse<MemberPooling>(name);
        using var network = Sequential(("members", new Ensemble()), ("output", new OutputStage([2, 1, 0.5f], [0, 1, 2], sorts, pooling)));
        Assert.IsLessThanOrEqualTo(1e-5, OnnxRunner.Difference(network, [12]));
    }

    [TestMethod]
    public void Each_member_has_a_loss_of_its_own()
    {
        using var scope = NewDisposeScope();
        using var inner = new CrossEntropy(null);
        using var objective = new MemberObjective(inner);
        var (outputs, targets, weights) = (randn(6, 4, 3), tensor(new long[] { 0, 1, 2, 2, 1, 0 }), rand(6));
        var members = Enumerable.Range(0, 4).Select(i => outputs.select(1, i)).ToList();
        Assert.AreEqual(members.Average(m => inner.Loss(m, targets, null).item<float>()), objective.Loss(outputs, targets, null).item<float>(), 1e-5);
        Assert.AreEqual(members.Average(m => inner.Loss(m, targets, weights).item<float>()), objective.Loss(outputs, targets, weights).item<float>(), 1e-5);
    }

    [TestMethod]
    public void What_is_reported_of_a_row_is_the_mean_of_its_members()
    {
        using var scope = NewDisposeScope();
        using var inner = new BinaryCrossEntropy("Accuracy");
        using var objective = new MemberObjective(inner);
        var (outputs, targets) = (randn(6, 4, 1), tensor(new float[] { 0, 1, 1, 0, 1, 0 }, [6, 1]));
        var members = Enumerable.Range(0, 4).Select(i => outputs.select(1, i)).ToList();
        var losses = stack(members.Select(m => inner.RowLosses(m, targets)), 1).mean([1]);
        Assert.IsTrue(losses.allclose(objective.RowLosses(outputs, targets), 1e-5, 1e-6));
        var hits = stack(members.Select(m => inner.Metrics[0].OfRows(m, targets)), 1).mean([1]);
        Assert.IsTrue(hits.allclose(objective.Metrics[0].OfRows(outputs, targets), 1e-5, 1e-6));
    }

    private static Tensor Evaluate(Tensor outputs, MemberPooling pooling)
    {
        using var stage = OutputStage.Neutral((int)outputs.shape[2], pooling: pooling);
        stage.eval();
        return stage.call(outputs);
    }

    private sealed class Ensemble : Module<Tensor, Tensor>, IOnnxExportable
    {
        public Ensemble() : base(nameof(Ensemble))
        {
        }

        public override Tensor forward(Tensor input) => input.reshape(-1, 4, 3);

        public OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Reshape(input, 4, 3);
    }
}
