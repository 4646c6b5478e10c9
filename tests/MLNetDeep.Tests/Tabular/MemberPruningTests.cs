using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Testing;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Tabular;

/// <summary>Ensembles that go on with fewer members after training.</summary>
[TestClass]
public sealed class MemberPruningTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Scores_are_the_mean_of_the_members_kept_and_the_zip_is_smaller()
    {
        var data = ContractData.Create(_ml, 150);
        using var whole = Fit(data, 0);
        using var pruned = Fit(data, 2);
        Assert.AreEqual((8, 2), (((TabMOptions)whole.Options).Members, ((TabMOptions)pruned.Options).Members));
        // Matrices are shared; what each of the six others had of its own is gone, but for what a zip makes smaller anyway.
        long Numbers(DeepTransformer model) => model.Module.parameters().Sum(p => p.numel());
        var gone = Numbers(whole) - Numbers(pruned);
        Assert.IsGreaterThan(6 * 5 * 64, gone);
        Assert.IsLessThan(Bytes(whole, data) - (2 * gone), Bytes(pruned, data));
        // The same training: the members kept are among those of the whole ensemble, to the last bit.
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (members, kept) = (Head(whole), Head(pruned));
        CollectionAssert.AreEqual(new long[] { 2, 64, 1 }, kept.shape);
        long[] places = [.. Enumerable.Range(0, 2).Select(i => Enumerable.Range(0, 8).Single(j => members[j].Equals(kept[i])))];
        Assert.AreNotEqual(places[0], places[1]);
        float[] expected = Tensors.ToFloats(Outputs(whole, data).index_select(1, Tensors.OfLongs(places)).mean([1]));
        float[] scores = TestTables.Scores(pruned.Transform(data));
        for (var i = 0; i < scores.Length; i++) Assert.AreEqual(expected[i], scores[i], 1e-3f);
    }

    [TestMethod]
    public void The_members_kept_are_better_together_than_the_worst()
    {
        var data = ContractData.Create(_ml, 150);
        using var whole = Fit(data, 0);
        using var pruned = Fit(data, 1);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        // One member is the best of all on the rows that training kept back; all rows tell the same of members that differ much.
        var targets = Tensors.OfFloats([.. ContractData.Rows(150).Select(row => row.Level)], 150, 1, 1);
        var errors = Tensors.ToFloats(Outputs(whole, data).sub(targets).pow(2).mean([0, 2]));
        var (members, kept) = (Head(whole), Head(pruned));
        var place = Enumerable.Range(0, 8).Single(j => members[j].Equals(kept[0]));
        Assert.IsLessThan(errors.Max(), errors[place]);
    }

    [TestMethod]
    public void Members_cannot_be_chosen_without_rows_to_validate_on()
    {
        var options = new TabMOptions { Members = 4, KeptMembers = 5, ValidationFraction = 0 };
        var message = Assert.ThrowsExactly<ArgumentException>(options.Validate).Message;
        StringAssert.Contains(message, "KeptMembers must be between 0 and 4, but was 5.");
        StringAssert.Contains(message, "KeptMembers (5) needs rows to validate on: set ValidationFraction or ValidationSet.");
    }

    private DeepTransformer Fit(IDataView data, int kept)
    {
        var options = new TabMOptions { Members = 8, KeptMembers = kept, Width = 64, Layers = 2, BatchSize = 32, LearningRate = 1e-2, MaxEpochs = 4, Seed = 1, ValidationFraction = 0.3 };
        return _ml.Deep().Regression.TabM(nameof(ContractRow.Level), ContractData.Table, options).Fit(data);
    }

    private long Bytes(DeepTransformer model, IDataView data)
    {
        var file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(model, data.Schema, file);
            return new FileInfo(file).Length;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Tensor Head(DeepTransformer model) => model.Module.state_dict().Single(t => t.Key.EndsWith("head.weight", StringComparison.Ordinal)).Value;

    // What each member says, in the units of the target.
    private static Tensor Outputs(DeepTransformer model, IDataView data)
    {
        var rows = model.ReadRows(data).ToArray();
        var input = Tensors.OfFloats([.. rows.SelectMany(row => row)], rows.Length, rows[0].Length);
        var network = model.Model.Network;
        return network.Input.Run(input, network.Body).mul(network.Output.Scale).add(network.Output.Shift);
    }
}
