using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Forecasting;

/// <summary>Figures that are known of ETTh1, where it lies in the folder MLNETDEEP_DATA/ett: the standard split of 8,640, 2,880 and 2,880 hours, all columns, 96 steps ahead.</summary>
[TestClass]
public sealed class EttTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    [DataRow("lastvalue", 1.294, 0.0006)]
    [DataRow("seasonalnaive", 0.512, 0.0006)]
    [DataRow("ridge", 0.3694, 0.0016)]
    [DataRow("auto", 0.3617, 0.0053)]
    public void Errors_over_every_window_are_the_known_ones(string key, double expected, double within)
    {
        var hours = Hours();
        IDataView Part(int from, int count) => Ml.Data.TakeRows(from == 0 ? hours : Ml.Data.SkipRows(hours, from), count);
        var options = ForecasterOptions.Create(key);
        (options.Horizon, options.TimeColumnName, options.Seed, options.ValidationFraction) = (96, "date", 1, 0.25);
        using var model = Ml.Deep().Forecasting.Forecaster(options).Fit(Part(0, 11520));
        var metrics = model.Evaluate(Part(11520, 2880), Part(0, 11520));
        Assert.AreEqual(2785, metrics.Windows);
        Assert.AreEqual(expected, metrics.MeanSquaredError, within);
        if (key == "auto") Assert.AreEqual(0.8, metrics.IntervalCoverage, 0.03);
    }

    private static IDataView Hours()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("MLNETDEEP_DATA") ?? "", "ett", "ETTh1.csv");
        if (!File.Exists(file)) Assert.Inconclusive("MLNETDEEP_DATA names no folder with ett/ETTh1.csv.");
        string[] values = ["HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT"];
        return Ml.Data.LoadFromTextFile(file, [new TextLoader.Column("date", DataKind.DateTime, 0), .. values.Select((name, i) => new TextLoader.Column(name, DataKind.Single, i + 1))], ',', hasHeader: true);
    }
}
