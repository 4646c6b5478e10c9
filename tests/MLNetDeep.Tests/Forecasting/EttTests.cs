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
        var options = ForecasterOptions.Create(key);
        (options.Horizon, options.TimeColumnName, options.Seed, options.ValidationFraction) = (96, "date", 1, 0.25);
        using var model = Ml.Deep().Forecasting.Forecaster(options).Fit(Ml.Data.LoadFromEnumerable(hours[..11520]));
        var metrics = model.Evaluate(Ml.Data.LoadFromEnumerable(hours[11520..14400]), Ml.Data.LoadFromEnumerable(hours[..11520]));
        Assert.AreEqual(2785, metrics.Windows);
        Assert.AreEqual(expected, metrics.MeanSquaredError, within);
        if (key == "auto") Assert.AreEqual(0.8, metrics.IntervalCoverage, 0.03);
    }

    private static List<Hour> Hours()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("MLNETDEEP_DATA") ?? "", "ett", "ETTh1.csv");
        if (!File.Exists(file)) Assert.Inconclusive("MLNETDEEP_DATA names no folder with ett/ETTh1.csv.");
        return [.. Ml.Data.CreateEnumerable<Hour>(Ml.Data.LoadFromTextFile<Hour>(file, ',', hasHeader: true), reuseRowObject: false)];
    }

    private sealed class Hour
    {
        [LoadColumn(0), ColumnName("date")]
        public DateTime Date { get; set; }

        [LoadColumn(1)]
        public float HUFL { get; set; }

        [LoadColumn(2)]
        public float HULL { get; set; }

        [LoadColumn(3)]
        public float MUFL { get; set; }

        [LoadColumn(4)]
        public float MULL { get; set; }

        [LoadColumn(5)]
        public float LUFL { get; set; }

        [LoadColumn(6)]
        public float LULL { get; set; }

        [LoadColumn(7)]
        public float OT { get; set; }
    }
}
