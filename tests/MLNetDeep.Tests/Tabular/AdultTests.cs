using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Tabular;

/// <summary>Networks for tables with their defaults on the census table adult, where it lies in the folder MLNETDEEP_DATA/adult.</summary>
[TestClass]
public sealed class AdultTests
{
    private static readonly int[] Numbers = [0, 2, 4, 10, 11, 12];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("mlp", 0.852, 5)]
    [DataRow("tableresnet", 0.852, 2)]
    [DataRow("fttransformer", 0.852, 1)]
    [DataRow("tabm", 0.862, 1)]
    public void Defaults_reach_the_mark(string key, double mark, int folds)
    {
        Full.OrSkip();
        var file = Path.Combine(Environment.GetEnvironmentVariable("MLNETDEEP_DATA") ?? "", "adult", "adult.csv");
        if (!File.Exists(file)) Assert.Inconclusive("MLNETDEEP_DATA names no folder with adult/adult.csv.");
        var ml = new MLContext(1);
        var architecture = ArchitectureRegistry.Get(key);
        var options = architecture.CreateOptions();
        options.Seed = 1;
        var accuracies = new List<double>();
        foreach (var fold in ml.Data.CrossValidationSplit(Load(ml, file), 5, seed: 1).Take(folds))
        {
            using var model = ml.Deep().BinaryClassification.FromArchitecture(architecture, "Label", default(IEnumerable<string>), options).Fit(fold.TrainSet);
            var metrics = ml.BinaryClassification.Evaluate(model.Transform(fold.TestSet));
            accuracies.Add(metrics.Accuracy);
            TestContext.WriteLine($"{key}: accuracy {metrics.Accuracy:f4}, AUC {metrics.AreaUnderRocCurve:f4}, {model.History.Epochs.Count} epochs in {model.History.Seconds:f0} s");
        }
        Assert.IsGreaterThanOrEqualTo(mark, accuracies.Average());
    }

    private static IDataView Load(MLContext ml, string file) => ml.Data.LoadFromTextFile(file, new TextLoader.Options
    {
        Columns = [.. Enumerable.Range(0, 15).Select(i => i == 14
            ? new TextLoader.Column("Label", DataKind.Boolean, i)
            : new TextLoader.Column($"Column{i}", Numbers.Contains(i) ? DataKind.Single : DataKind.String, i))],
        HasHeader = true,
        Separators = [','],
        TrimWhitespace = true,
    });
}
