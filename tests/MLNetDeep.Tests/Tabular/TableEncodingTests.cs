using Microsoft.ML;
using MLNetDeep.Inputs.Tables;
using MLNetDeep.Runtime;

namespace MLNetDeep.Tests.Tabular;

/// <summary>What is learnt of a table, and what becomes of its rows.</summary>
[TestClass]
public sealed class TableEncodingTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Standard_numbers_have_mean_0_and_deviation_1_and_gaps_are_means_with_a_flag()
    {
        var (encoded, table) = Encode([1, 2, 3, float.NaN, float.PositiveInfinity, 6], NumericEncoding.Standard);
        CollectionAssert.AreEqual(new[] { 0 }, table.Flagged.ToArray());
        float[] values = [.. encoded.Select(row => row[0])];
        Assert.AreEqual(0, values.Sum(), 1e-5);
        Assert.AreEqual(4, values.Sum(v => v * v), 1e-4);
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 1, 1, 0 }, encoded.Select(row => row[1]).ToArray());
        Assert.AreEqual(0, values[3]);
        Assert.AreEqual(2, table.Shape.Numbers);
    }

    [TestMethod]
    public void Quantiles_make_any_distribution_normal()
    {
        var random = new Random(1);
        float[] skewed = [.. Enumerable.Range(0, 3000).Select(_ => (float)Math.Exp(10 * random.NextDouble()))];
        var (encoded, table) = Encode(skewed, NumericEncoding.Quantile);
        float[] values = [.. encoded.Select(row => row[0])];
        Assert.AreEqual(0, values.Average(), 0.02);
        Assert.AreEqual(1, Math.Sqrt(values.Average(v => v * v)), 0.05);
        Assert.AreEqual(0.6827, values.Count(v => Math.Abs(v) < 1) / 3000.0, 0.02);
        // In the order of the values, cut off at both ends.
        var order = skewed.Zip(values).OrderBy(p => p.First).Select(p => p.Second).ToArray();
        CollectionAssert.AreEqual(order.Order().ToArray(), order);
        var outside = TestTables.Encode(View([1e9f, -1e9f]), table);
        Assert.AreEqual(values.Max(), outside[0][0], 1e-5);
        Assert.AreEqual(values.Min(), outside[1][0], 1e-5);
    }

    [TestMethod]
    public void Robust_numbers_are_measured_by_quartiles_and_clipped_smoothly()
    {
        // Median 3, quartiles 2 and 4.
        var (encoded, table) = Encode([1, 2, 3, 4, 1e30f], NumericEncoding.Robust);
        Assert.AreEqual((1, 1), (table.NumberWidth, table.Shape.Width));
        static double Clipped(double x) => x / Math.Sqrt(1 + (x * x / 9));
        foreach (var (row, expected) in encoded.Zip(new[] { Clipped(-1), Clipped(-0.5), 0, Clipped(0.5), 3 })) Assert.AreEqual(expected, row[0], 1e-6);
        // Where the quartiles are one, half the range counts.
        Assert.AreEqual(Clipped(2), Encode([.. Enumerable.Repeat(0f, 9), 8], NumericEncoding.Robust).Rows[9][0], 1e-6);
    }

    [TestMethod]
    public void A_value_that_repeats_stands_in_the_middle_of_its_rows()
    {
        // 60 % are 0, 40 % are 5: their middles are at 30 % and at 80 %.
        var (encoded, _) = Encode([.. Enumerable.Repeat(0f, 60), .. Enumerable.Repeat(5f, 40)], NumericEncoding.Quantile);
        Assert.AreEqual(-0.5244, encoded[0][0], 1e-3);
        Assert.AreEqual(0.8416, encoded[99][0], 1e-3);
    }

    [TestMethod]
    public void Pieces_are_full_below_a_value_and_empty_above_it()
    {
        var (encoded, table) = Encode([.. Enumerable.Range(0, 101).Select(i => (float)i)], NumericEncoding.PiecewiseLinear, bins: 4);
        Assert.AreEqual((4, 4), (table.NumberWidth, table.Shape.Width));
        Assert.AreEqual(1, encoded[35][0]);
        Assert.AreEqual(0.4, encoded[35][1], 1e-6);
        Assert.AreEqual(0, encoded[35][2]);
        CollectionAssert.AreEqual(new float[] { 1, 1, 1, 1 }, encoded[100]);
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 0 }, TestTables.Encode(View([-5]), table)[0]);
    }

    [TestMethod]
    public void A_flag_of_encoded_numbers_is_as_wide_as_they_are()
    {
        var (encoded, table) = Encode([1, 2, float.NaN, 4, 5], NumericEncoding.PiecewiseLinear, bins: 2);
        Assert.AreEqual(2, table.Shape.Numbers);
        CollectionAssert.AreEqual(new float[] { 1, 0 }, encoded[2][2..]);
        CollectionAssert.AreEqual(new float[] { 0, 0 }, encoded[1][2..]);
    }

    [TestMethod]
    [DataRow(NumericEncoding.Standard)]
    [DataRow(NumericEncoding.Quantile)]
    [DataRow(NumericEncoding.PiecewiseLinear)]
    [DataRow(NumericEncoding.Robust)]
    public void Constant_and_empty_columns_give_0(NumericEncoding encoding)
    {
        Assert.IsTrue(Encode([7, 7, 7], encoding).Rows.SelectMany(row => row).All(v => v == 0));
        Assert.IsTrue(Encode([float.NaN, float.NaN], encoding).Rows.All(row => row[0] == 0 && row.All(float.IsFinite)));
    }

    [TestMethod]
    public void Large_numbers_that_lie_close_together_keep_their_spread()
    {
        var (encoded, _) = Encode([1_000_000, 1_000_001, 1_000_002, 1_000_003], NumericEncoding.Standard);
        Assert.AreEqual(1.3416, encoded[3][0], 1e-3);
    }

    [TestMethod]
    public void Rare_missing_and_unseen_categories_are_code_0()
    {
        string[] towns = ["Bonn", "Ulm", "Bonn", "", "Kiel", "Ulm", "Bonn"];
        var view = _ml.Data.LoadFromEnumerable(towns.Select(town => new TableRow { Town = town }));
        var table = TestTables.Learn(view, new TableTrainerOptions { MinCategoryCount = 2 }, 0, "Town");
        CollectionAssert.AreEqual(new[] { "Bonn", "Ulm" }, table.Texts[0].ToArray());
        Assert.AreEqual(3, table.Shape.Categories.Single());
        CollectionAssert.AreEqual(new float[] { 1, 2, 1, 0, 0, 2, 1 }, TestTables.Encode(view, table).Select(row => row[0]).ToArray());
        var others = _ml.Data.LoadFromEnumerable(new[] { new TableRow { Town = "Rom" }, new TableRow { Town = "bonn" } });
        Assert.IsTrue(TestTables.Encode(others, table).All(row => row[0] == 0));
    }

    [TestMethod]
    public void The_most_frequent_categories_are_told_apart()
    {
        string[] towns = ["a", "b", "b", "c", "c", "c", "d"];
        var view = _ml.Data.LoadFromEnumerable(towns.Select(town => new TableRow { Town = town }));
        var table = TestTables.Learn(view, new TableTrainerOptions { MinCategoryCount = 1, MaxCategories = 2 }, 0, "Town");
        CollectionAssert.AreEqual(new[] { "c", "b" }, table.Texts[0].ToArray());
    }

    [TestMethod]
    public void Keys_are_categories_and_0_is_missing()
    {
        // ML.NET counts members from 0; beyond the last of the four is key 0, which is missing however often.
        uint[] kinds = [3, 1, 3, 4, 2, 3, 1, 4];
        var view = _ml.Data.LoadFromEnumerable(kinds.Select(kind => new TableRow { Kind = kind }));
        var table = TestTables.Learn(view, new TableTrainerOptions { MinCategoryCount = 2 }, 0, "Kind");
        Assert.AreEqual(3, table.Shape.Categories.Single());
        CollectionAssert.Contains(TestTables.Raw(view, table), 0f);
        CollectionAssert.AreEqual(new float[] { 1, 2, 1, 0, 0, 1, 2, 0 }, TestTables.Encode(view, table).Select(row => row[0]).ToArray());
    }

    [TestMethod]
    public void A_date_is_days_month_weekday_and_hour()
    {
        var parts = new float[DateParts.Count];
        DateParts.Fill(new DateTime(2024, 2, 29, 13, 30, 0), parts);
        CollectionAssert.AreEqual(new float[] { 19782, 2, 4, 13.5f }, parts);
        DateParts.Fill(default, parts);
        Assert.IsTrue(parts.All(float.IsNaN));
    }

    [TestMethod]
    public void Statistics_come_from_the_training_part_alone()
    {
        var random = new Random(2);
        bool[] labels = [.. Enumerable.Range(0, 400).Select(_ => random.Next(3) == 0)];
        var held = TestTables.ForValidation(labels, 0.25);
        Assert.IsTrue(held.Count(h => h) is > 80 and < 120);
        // Rows for validation are far off, have texts of their own, and gaps.
        var rows = labels.Zip(held, (label, isHeld) => new TableRow
        {
            Label = label,
            Age = isHeld ? (random.Next(2) == 0 ? float.NaN : 1e6f) : random.NextSingle(),
            Town = isHeld ? "held back" : "Bonn",
        });
        foreach (var encoding in Enum.GetValues<NumericEncoding>())
        {
            var table = TestTables.Learn(_ml.Data.LoadFromEnumerable(rows.ToList()), new TableTrainerOptions { NumericEncoding = encoding }, 0.25, "Age", "Town");
            CollectionAssert.AreEqual(new[] { "Bonn" }, table.Texts[0].ToArray());
            Assert.IsEmpty(table.Flagged);
            Assert.IsTrue(table.Values!.Low.Where(float.IsFinite).All(low => low <= 1), $"{encoding}");
        }
    }

    [TestMethod]
    public void A_bounded_sample_tells_the_quantiles_of_many_rows()
    {
        var sketch = new NumberSketch(1, 500, seed: 3);
        for (var i = 0; i < 100_000; i++) sketch.Add([i]);
        var sorted = sketch.Sorted(0);
        Assert.HasCount(500, sorted);
        Assert.AreEqual(50_000, sorted[250], 5_000);
        Assert.AreEqual(49_999.5, sketch.Mean(0), 1);
    }

    [TestMethod]
    public void Texts_beyond_what_is_counted_do_not_hide_the_frequent_ones()
    {
        var text = "";
        var count = new TextCount((ref ReadOnlyMemory<char> value) => value = text.AsMemory(), most: 100);
        for (var i = 0; i < 10_000; i++)
        {
            text = i % 10 == 0 ? "often" : $"once {i}";
            count.Add();
        }
        CollectionAssert.AreEqual(new[] { "often" }, count.Texts(new TableTrainerOptions { MinCategoryCount = 500 }));
    }

    private IDataView View(float[] ages) => _ml.Data.LoadFromEnumerable(ages.Select(age => new TableRow { Age = age }));

    private (float[][] Rows, TableEncoding Table) Encode(float[] ages, NumericEncoding encoding, int bins = 16)
    {
        var table = TestTables.Learn(View(ages), new TableTrainerOptions { NumericEncoding = encoding, Bins = bins }, 0, "Age");
        return (TestTables.Encode(View(ages), table), table);
    }
}
