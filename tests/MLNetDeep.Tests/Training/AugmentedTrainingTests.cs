using Microsoft.ML;
using MLNetDeep.Testing;

namespace MLNetDeep.Tests.Training;

/// <summary>Whole trainings on changed and mixed rows.</summary>
[TestClass]
public sealed class AugmentedTrainingTests
{
    [TestMethod]
    [DataRow(300, 1024)]
    [DataRow(6000, 1)]
    public void The_same_seed_gives_the_same_training(int rows, int megabytes)
    {
        double[] Losses(int seed)
        {
            var ml = new MLContext(1);
            var options = Options(new CnnOptions { BaseChannels = 4, Blocks = 1, MaxEpochs = 2, MemoryBudgetMegabytes = megabytes, Seed = seed });
            using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", options).Fit(ContractData.Create(ml, rows));
            Assert.AreEqual(megabytes == 1, model.History.Streamed);
            return [.. model.History.Epochs.SelectMany(e => new[] { e.Metrics["Loss"], e.Metrics["ValidationLoss"] })];
        }
        CollectionAssert.AreEqual(Losses(1), Losses(1));
        CollectionAssert.AreNotEqual(Losses(1), Losses(2));
    }

    [TestMethod]
    public void Every_task_but_quantiles_mixes_targets()
    {
        var ml = new MLContext(1);
        var rows = ContractData.Create(ml, 120);
        CnnOptions Small() => Options(new CnnOptions { BaseChannels = 4, Blocks = 1, MaxEpochs = 2, Seed = 1, ClassWeights = ClassWeighting.Balanced });
        foreach (var trainer in new[]
        {
            ml.Deep().MulticlassClassification.Cnn("Label", "Features", Small()),
            ml.Deep().BinaryClassification.Cnn("IsAcross", "Features", Small()),
            ml.Deep().MultiLabelClassification.Cnn("Marks", "Features", Small()),
            ml.Deep().Regression.Cnn("Level", "Features", Small()),
            ml.Deep().Regression.Cnn("Levels", "Features", Small()),
        })
            using (var model = trainer.Fit(rows))
                Assert.IsTrue(model.History.Epochs.All(e => double.IsFinite(e.Metrics["Loss"]) && e.Metrics["Loss"] > 0), trainer.LabelColumnName);
    }

    public static IEnumerable<object[]> Tables => ArchitectureRegistry.All.Where(a => a.InputKind.Key == "table").Select(a => new object[] { a.Key });

    [TestMethod]
    [DynamicData(nameof(Tables))]
    public void Tables_are_mixed_categories_and_missing_numbers_included(string key)
    {
        var ml = new MLContext(1);
        var rows = ContractData.Create(ml, 200);
        double[] Losses(double mixup)
        {
            var options = ArchitectureRegistry.Get(key).CreateSmallOptions();
            (options.MaxEpochs, options.Seed, options.Mixup) = (2, 1, mixup);
            var trainer = ml.Deep().MulticlassClassification.FromArchitecture(ArchitectureRegistry.Get(key), "Label", ["Length", "Sizes", "Colour", "Shade"], options);
            using var model = trainer.Fit(rows);
            return [.. model.History.Epochs.Select(e => e.Metrics["Loss"])];
        }
        var mixed = Losses(0.4);
        Assert.IsTrue(mixed.All(double.IsFinite));
        CollectionAssert.AreEqual(mixed, Losses(0.4));
        CollectionAssert.AreNotEqual(mixed, Losses(0));
    }

    [TestMethod]
    public void Mixed_rows_are_learnt_from()
    {
        var ml = new MLContext(1);
        var options = new CnnOptions { BaseChannels = 8, MaxEpochs = 12, Seed = 1, CropPadding = 0.1, Mixup = 0.2, Cutmix = 1 };
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", options).Fit(ContractData.Create(ml, 400));
        Assert.IsTrue(model.History.Epochs[^1].Metrics["ValidationAccuracy"] > 0.9, $"{model.History.Epochs[^1].Metrics["ValidationAccuracy"]}");
    }

    private static CnnOptions Options(CnnOptions options)
    {
        (options.Augmentation, options.Mixup, options.Cutmix) = (AugmentationPreset.Strong, 0.4, 1);
        return options;
    }
}
