using Microsoft.ML;
using MLNetDeep.Testing;

namespace MLNetDeep.Tests.Tabular;

/// <summary>What the networks for tables have beyond the contract: columns inferred, ensembles calibrated, other precision.</summary>
[TestClass]
public sealed class TableTrainingTests
{
    public static IEnumerable<object[]> Keys => ArchitectureRegistry.All.Where(a => a.InputKind.Key == "table").Select(a => new object[] { a.Key });

    [TestMethod]
    public void One_call_infers_the_columns_and_the_shortest_sets_what_is_turned_most()
    {
        var catalog = new MLContext(1).Deep().BinaryClassification;
        foreach (var (key, trainer) in new[] { ("tabm", catalog.TabM("Label", 3, 0.5, 9)), ("fttransformer", catalog.FtTransformer("Label", 3, 0.5, 9)), ("tableresnet", catalog.TableResNet("Label", 3, 0.5, 9)), ("realmlp", catalog.RealMlp("Label", 3, 0.5, 9)), ("modernnca", catalog.ModernNca("Label", 3, 0.5, 9)) })
        {
            Assert.AreEqual(key, trainer.Architecture.Key);
            Assert.AreEqual((3, 0.5, 9), (trainer.Options.MaxEpochs, trainer.Options.LearningRate, trainer.Options.Seed!.Value));
        }
        var data = ContractData.Create(new MLContext(1), 60);
        using var inferred = new MLContext(1).Deep().MulticlassClassification.TabM(ContractData.Label, new TabMOptions { Members = 2, Width = 8, MaxEpochs = 1 }).Fit(data);
        CollectionAssert.IsSubsetOf(ContractData.Table.ToArray(), inferred.FeatureColumnNames.ToArray());
        using var named = new MLContext(1).Deep().Regression.TableResNet(nameof(ContractRow.Level), ContractData.Table, new TableResNetOptions { Width = 8, MaxEpochs = 1 }).Fit(data);
        CollectionAssert.AreEquivalent(ContractData.Table.ToArray(), named.FeatureColumnNames.ToArray());
    }

    [TestMethod]
    public void Few_rows_are_gone_through_more_often_unless_a_number_of_epochs_is_set()
    {
        var ml = new MLContext(1);
        int Epochs(TabMOptions options)
        {
            (options.Members, options.Width, options.BatchSize, options.Patience, options.Seed) = (2, 8, 32, 0, 1);
            using var model = ml.Deep().MulticlassClassification.TabM(ContractData.Label, ContractData.Table, options).Fit(ContractData.Create(ml, 70));
            return model.History.Epochs.Count;
        }
        // 63 rows to train on are two batches.
        Assert.AreEqual(75, Epochs(new TabMOptions { MinSteps = 149 }));
        Assert.AreEqual(50, Epochs(new TabMOptions { MinSteps = 60 }));
        Assert.AreEqual(3, Epochs(new TabMOptions { MaxEpochs = 3 }));
    }

    [TestMethod]
    public void An_ensemble_is_calibrated_as_a_whole()
    {
        var ml = new MLContext(1);
        var (train, validation) = (ContractData.Create(ml, 90), ContractData.Create(ml, 60, seed: 5));
        var options = new TabMOptions { Members = 4, Width = 16, MaxEpochs = 4, LearningRate = 1e-2, Seed = 1, ValidationSet = validation };
        using var model = ml.Deep().BinaryClassification.TabM(nameof(ContractRow.IsAcross), ContractData.Table, options).Fit(train);
        var calibration = model.History.Calibration!;
        var scored = ml.BinaryClassification.Evaluate(model.Transform(validation), nameof(ContractRow.IsAcross));
        Assert.AreNotEqual(1, calibration.Temperature);
        Assert.AreEqual(calibration.LossAfter, scored.LogLoss * Math.Log(2), 1e-4);
    }

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Trains_in_bfloat16_down_to_a_last_batch_of_one_row(string key)
    {
        var ml = new MLContext(1);
        var architecture = ArchitectureRegistry.Get(key);
        var options = architecture.CreateSmallOptions();
        (options.Precision, options.BatchSize, options.MaxEpochs, options.ValidationFraction, options.Seed) = (Precision.BFloat16, 16, 3, 0, 1);
        using var model = ml.Deep().MulticlassClassification.FromArchitecture(architecture, ContractData.Label, ContractData.Table, options).Fit(ContractData.Create(ml, 33));
        var losses = model.History.Epochs.Select(e => e.Metrics["Loss"]).ToList();
        Assert.IsLessThan(losses[0], losses[^1]);
    }
}
