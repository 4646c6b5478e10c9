using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Tabular;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Tabular;

/// <summary>A network that predicts from remembered training rows.</summary>
[TestClass]
public sealed class ModernNcaTests
{
    private static readonly TableShape Numbers = new(3);
    private static readonly ModernNcaOptions Small = new() { Width = 6, Frequencies = 4, NumberWidth = 4, SampleShare = 1 };

    [TestMethod]
    public void A_row_does_not_see_itself_in_training()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var rows = randn(20, 3);
        // All others have the target 0.
        var targets = zeros(20, 1);
        targets[7, 0] = 1;
        using var network = Made(OutputKind.Numbers, 1, rows, targets);
        network.train();
        var said = Tensors.ToFloats(network.call(rows));
        Assert.AreEqual(0, said[7]);
        Assert.IsTrue(said.Where((_, row) => row != 7).All(v => v > 0));
        network.eval();
        Assert.IsGreaterThan(0f, Tensors.ToFloats(network.call(rows))[7]);
    }

    [TestMethod]
    public void Evaluation_compares_with_the_present_embeddings_of_all_candidates()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        manual_seed(2);
        var (rows, targets) = (randn(300, 3), randn(300, 2));
        using var network = Made(OutputKind.Numbers, 2, rows, targets);
        network.train();
        foreach (var parameter in network.parameters()) parameter.add_(randn_like(parameter).mul(0.3f));
        network.eval();
        var embedding = ((TorchSharp.Modules.Sequential)network.named_children().First(c => c.name == "encoder").module).call(rows);
        var distances = embedding.unsqueeze(1).sub(embedding.unsqueeze(0)).pow(2).sum([2]).sqrt();
        Assert.IsTrue(distances.neg().softmax(1).mm(targets).allclose(network.call(rows), 1e-3, 1e-4));
    }

    [TestMethod]
    [DataRow(OutputKind.Classes)]
    [DataRow(OutputKind.Flags)]
    [DataRow(OutputKind.Numbers)]
    [DataRow(OutputKind.Quantiles)]
    public void Candidates_are_exported(OutputKind kind)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var rows = randn(50, 3);
        using var network = Made(kind, 4, rows, rand(50, kind == OutputKind.Quantiles ? 1 : 4));
        network.eval();
        network.End();
        // Rows that are candidates themselves, whose distance is 0, and others.
        Assert.IsLessThanOrEqualTo(2e-5, OnnxRunner.Difference(network, [3], cat([rows.narrow(0, 0, 5), randn(5, 3)])));
    }

    [TestMethod]
    public void Quantiles_lie_around_what_the_neighbours_say()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var rows = randn(50, 3);
        using var network = Made(OutputKind.Quantiles, 3, rows, randn(50, 1));
        network.eval();
        var said = network.call(randn(8, 3));
        CollectionAssert.AreEqual(new long[] { 8, 3 }, said.shape);
        // At the start the outer ones are one deviation away from the mean.
        Assert.IsTrue(said.select(1, 2).sub(said.select(1, 1)).allclose(said.select(1, 1).sub(said.select(1, 0)), 1e-3, 1e-5));
        Assert.IsTrue(said.select(1, 2).gt(said.select(1, 0)).all().item<bool>());
    }

    [TestMethod]
    public void A_model_holds_as_many_candidates_as_it_may_and_comes_back_from_its_file()
    {
        var ml = new MLContext(1);
        var data = ContractData.Create(ml, 200);
        (long Bytes, float[][] Scores, float[][] Loaded) Save(int candidates)
        {
            var options = new ModernNcaOptions { Width = 64, Frequencies = 8, NumberWidth = 8, MaxEpochs = 2, Seed = 1, MaxCandidates = candidates };
            using var model = ml.Deep().MulticlassClassification.ModernNca(ContractData.Label, ContractData.Table, options).Fit(data);
            var file = Path.GetTempFileName();
            try
            {
                ml.Deep().Model.Save(model, data.Schema, file);
                using var loaded = ml.Deep().Model.Load(file, out _);
                return (new FileInfo(file).Length, Reading.Vectors(model.Transform(data), "Score"), Reading.Vectors(loaded.Transform(data), "Score"));
            }
            finally
            {
                File.Delete(file);
            }
        }
        var (few, all) = (Save(20), Save(1000));
        Assert.IsLessThan(all.Bytes - (2 * 150 * 64), few.Bytes);
        foreach (var (bytes, scores, loaded) in new[] { few, all })
            foreach (var (mine, theirs) in scores.Zip(loaded))
                for (var i = 0; i < mine.Length; i++) Assert.AreEqual(mine[i], theirs[i], 1e-5f);
    }

    [TestMethod]
    public void Training_further_looks_at_the_new_rows()
    {
        var ml = new MLContext(1);
        var options = new ModernNcaOptions { Width = 16, Frequencies = 8, NumberWidth = 8, MaxEpochs = 2, Seed = 1, BatchSize = 32 };
        var trainer = ml.Deep().MulticlassClassification.ModernNca(ContractData.Label, ContractData.Table, options);
        using var first = trainer.Fit(ContractData.Create(ml, 60));
        using var second = trainer.Fit(ContractData.Create(ml, 150, seed: 5), first);
        long Candidates(DeepTransformer model) => model.Module.state_dict().Single(t => t.Key.EndsWith("neighbours.embedding", StringComparison.Ordinal)).Value.shape[0];
        Assert.AreEqual(first.History.TrainingRows, Candidates(first));
        Assert.AreEqual(second.History.TrainingRows, Candidates(second));
    }

    private static ModernNcaModule Made(OutputKind kind, int outputs, Tensor rows, Tensor targets)
    {
        var network = new ModernNcaModule(Small, Numbers, new OutputShape(outputs) { Kind = kind });
        network.Begin(rows, targets, isNew: true);
        return network;
    }
}
