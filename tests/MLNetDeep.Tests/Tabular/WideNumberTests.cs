using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetDeep.Inputs.Tables;
using MLNetDeep.Tests.Persistence;

namespace MLNetDeep.Tests.Tabular;

/// <summary>Numbers of 64 bits keep their differences where 32 bits would merge them.</summary>
[TestClass]
public sealed class WideNumberTests
{
    private const long Start = 1_700_000_000;
    private readonly MLContext _ml = new(1);

    [TestMethod]
    [DataRow(nameof(Moment.Whole), NumericEncoding.PiecewiseLinear)]
    [DataRow(nameof(Moment.Real), NumericEncoding.PiecewiseLinear)]
    [DataRow(nameof(Moment.Small), NumericEncoding.PiecewiseLinear)]
    [DataRow(nameof(Moment.Unsigned), NumericEncoding.Quantile)]
    public void Seconds_since_1970_are_learnt(string column, NumericEncoding encoding)
    {
        using var folder = new Folder();
        var data = Data();
        var options = new MlpOptions { MaxEpochs = 60, Patience = 0, BatchSize = 32, LearningRate = 5e-3, Dropout = 0, Bins = 32, NumericEncoding = encoding, Seed = 1 };
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", [column], options).Fit(data);
        Assert.IsTrue(_ml.BinaryClassification.Evaluate(model.Transform(data)).Accuracy > 0.9);

        _ml.Deep().Model.Save(model, data.Schema, folder.File("model.zip"));
        var expected = TestTables.Scores(model.Transform(data));
        var deep = _ml.Deep().Model.Load(folder.File("model.zip"), out _);
        foreach (var loaded in new[] { new MLContext().Model.LoadPlain(folder.File("model.zip"), out _), deep, _ml.Model.LoadForScoring(folder.File("model.zip"), out _) })
            foreach (var (a, b) in expected.Zip(TestTables.Scores(loaded.Transform(data)))) Assert.AreEqual(a, b, 1e-5f * Math.Max(1, Math.Abs(a)));
        deep.Dispose();
        var engine = _ml.Model.CreatePredictionEngine<Moment, Score>(_ml.Model.LoadPlain(folder.File("model.zip"), out _));
        Assert.AreEqual(expected[5], engine.Predict(Moments()[5]).Value, 1e-4f);
    }

    [TestMethod]
    public void What_is_subtracted_is_the_median_and_is_said()
    {
        var lines = new List<string>();
        _ml.Log += (_, e) => { if (e.Kind == ChannelMessageKind.Info) lines.Add(e.Message); };
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", ["Whole", "Plain"], new MlpOptions { MaxEpochs = 1, ValidationFraction = 0, Seed = 1 }).Fit(Data());
        var table = ((TableSpec)model.Model.Features).Table;
        Assert.AreEqual(Start + 64.0, table.Columns.Single(c => c.Name == "Whole").Offset);
        Assert.AreEqual(0, table.Columns.Single(c => c.Name == "Plain").Offset);
        Assert.IsTrue(lines.Any(l => l.Contains("1700000064 is subtracted from column 'Whole'", StringComparison.Ordinal)), string.Join('\n', lines));
        CollectionAssert.AreEqual(new[] { -64f, -63f }, model.ReadRows(Data()).Take(2).Select(row => row[0]).ToArray());
    }

    [TestMethod]
    [DataRow(1_700_000_063.5)]
    [DataRow(-1_700_000_063.1)]
    [DataRow(0.1)]
    [DataRow(-3e-7)]
    [DataRow(1.7e30)]
    [DataRow(double.Epsilon)]
    [DataRow(9_007_199_254_740_991.0)]
    public void A_number_is_written_for_every_culture(double number)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };
            var rows = _ml.Data.LoadFromEnumerable(new[] { 0.0, number, 1.5 * number, 1e9 }.Select(v => new Moment { Real = v }));
            var step = _ml.Transforms.Expression("Difference", $"x => x - {ExpressionNumber.Of(number)}", "Real").Fit(rows);
            using var bytes = new MemoryStream();
            _ml.Model.Save(step, rows.Schema, bytes);
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var expected = rows.GetColumn<double>("Real").Select(v => v - number).ToArray();
            CollectionAssert.AreEqual(expected, new MLContext().Model.Load(bytes, out _).Transform(rows).GetColumn<double>("Difference").ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    [DataRow(1e300, double.NaN, double.PositiveInfinity, 5.0)]
    [DataRow(double.NaN, double.NaN, double.NaN, double.NaN)]
    [DataRow(0.25, 0.5, 1.5, 3.0)]
    [DataRow(123456789.0, 123456789.0, 123456789.0, 123456789.0)]
    public void Numbers_that_32_bits_hold_are_left_alone(params double[] values)
    {
        var table = TestTables.Learn(_ml.Data.LoadFromEnumerable(values.Select(v => new Moment { Real = v })), new TableTrainerOptions(), 0, "Real");
        Assert.AreEqual(0, table.Columns[0].Offset);
        Assert.IsTrue(table.Values!.Fill.All(float.IsFinite));
    }

    [TestMethod]
    public void Every_encoding_counts_from_the_offset()
    {
        foreach (var encoding in Enum.GetValues<NumericEncoding>())
        {
            var table = TestTables.Learn(Data(), new TableTrainerOptions { NumericEncoding = encoding }, 0, "Real");
            Assert.IsTrue(table.Values!.Low.Where(float.IsFinite).All(low => Math.Abs(low) <= 64), $"{encoding}");
            var encoded = TestTables.Encode(Data(), table).Select(row => row.Sum()).ToArray();
            Assert.HasCount(128, encoded.Distinct().ToArray(), $"{encoding}");
        }
    }

    private IDataView Data() => _ml.Data.LoadFromEnumerable(Moments());

    private static List<Moment> Moments() => [.. Enumerable.Range(0, 640).Select(i => i % 128).Select(second => new Moment
    {
        Label = second / 16 % 2 == 0,
        Whole = Start + second,
        Unsigned = (ulong)(Start + second),
        Small = (int)(Start + second),
        Real = Start + second + 0.25,
        Plain = second / 4.0,
    })];

    private sealed class Moment
    {
        public bool Label { get; set; }

        public long Whole { get; set; }

        public ulong Unsigned { get; set; }

        public int Small { get; set; }

        public double Real { get; set; }

        public double Plain { get; set; }
    }

    private sealed class Score
    {
        [ColumnName("Score")]
        public float Value { get; set; }
    }
}
