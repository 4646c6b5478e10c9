using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Generative.Tables;

namespace MLNetDeep.Tests.Generative;

/// <summary>Tables are learned, and rows like theirs are made.</summary>
[TestClass]
public sealed class TableSynthesizerTests
{
    private static readonly MLContext Ml = new(1);

    // One training for all tests that look at what is made.
    private static readonly Lazy<SyntheticTableModel> Model = new(() => Ml.Deep().Generative.TableSynthesizer(new TableSynthesizerOptions { Seed = 1, MaxEpochs = 120, Width = 128, Layers = 2 }).Fit(Houses(2000, 1)));

    [TestMethod]
    public void Made_rows_have_the_columns_of_the_table()
    {
        var made = Model.Value.Sample(50, seed: 3);
        var real = Houses(20, 1);
        Assert.AreEqual(50L, made.GetRowCount());
        foreach (var column in real.Schema.Where(c => !c.IsHidden))
        {
            Assert.AreEqual(column.Type, made.Schema[column.Name].Type, column.Name);
        }
        VBuffer<ReadOnlyMemory<char>> names = default;
        made.Schema["Town"].GetKeyValues(ref names);
        CollectionAssert.AreEqual(new[] { "Aston", "Barton" }, names.DenseValues().Select(n => n.ToString()).ToArray());
    }

    [TestMethod]
    public void Made_rows_have_what_belongs_together()
    {
        var made = Read(Model.Value.Sample(2000, seed: 1));
        var real = Read(Houses(2000, 2));
        Assert.AreEqual(real.Average(r => r.Area), made.Average(r => r.Area), 6);
        Assert.IsGreaterThan(0.9, Correlation(made.Where(r => !float.IsNaN(r.Price)).Select(r => ((double)r.Area, (double)r.Price)).ToList()));
        // Houses with a garden are in Barton.
        Assert.AreEqual(real.Count(r => r.Garden) / 2000.0, made.Count(r => r.Garden) / 2000.0, 0.06);
        Assert.IsLessThan(0.03, made.Count(r => r.Garden && r.Town != "Barton") / 2000.0);
        Assert.AreEqual(real.Count(r => float.IsNaN(r.Price)) / 2000.0, made.Count(r => float.IsNaN(r.Price)) / 2000.0, 0.05);
        // Storeys are 1, 2 or 3, areas have one decimal.
        Assert.IsTrue(made.TrueForAll(r => r.Storeys is 1 or 2 or 3));
        Assert.IsTrue(made.TrueForAll(r => Math.Abs((r.Area * 10) - MathF.Round(r.Area * 10)) < 1e-3f));
    }

    [TestMethod]
    public void The_same_seed_makes_the_same_rows()
    {
        var first = Read(Model.Value.Sample(40, seed: 7));
        CollectionAssert.AreEqual(first, Read(Model.Value.Sample(40, seed: 7)));
        CollectionAssert.AreNotEqual(first, Read(Model.Value.Sample(40, seed: 8)));
    }

    [TestMethod]
    public void A_condition_holds_for_all_rows_and_changes_the_others()
    {
        var made = Read(Model.Value.Sample(300, seed: 1, condition: new Dictionary<string, string> { ["Town"] = "Aston", ["Style"] = "old" }));
        Assert.IsTrue(made.TrueForAll(r => r.Town == "Aston" && r.Style == "old"));
        Assert.IsLessThan(0.05, made.Count(r => r.Garden) / 300.0);
    }

    [TestMethod]
    public void A_condition_that_the_table_does_not_have_is_named()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => Model.Value.Sample(3, condition: new Dictionary<string, string> { ["Town"] = "Carton", ["Area"] = "100" }));
        Assert.AreEqual("Column 'Town' never had the value 'Carton'. It had Aston, Barton. There is no column of categories 'Area'. There are Town, Style, Garden, Storeys. (Parameter 'condition')", error.Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Model.Value.Sample(0));
    }

    [TestMethod]
    public void A_saved_model_makes_the_same_rows()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            Model.Value.Save(file);
            using var loaded = Ml.Deep().Generative.LoadTableSynthesizer(file);
            CollectionAssert.AreEqual(Read(Model.Value.Sample(30, seed: 5)), Read(loaded.Sample(30, seed: 5)));
            Assert.AreEqual(Model.Value.History.BestEpoch, loaded.History.BestEpoch);
            File.WriteAllText(file, "no zip");
            StringAssert.StartsWith(Assert.ThrowsExactly<InvalidDataException>(() => Ml.Deep().Generative.LoadTableSynthesizer(file)).Message, $"'{file}' is no model of a table: ");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Rows_that_are_unlike_the_table_have_a_higher_error()
    {
        var usual = Houses(200, 9);
        // Large, and cheap.
        var odd = Ml.Transforms.CustomMapping<Priced, Priced>((from, to) => to.Price = 250_000 - from.Price, null).Fit(usual).Transform(usual);
        float[] Errors(IDataView rows) => [.. Model.Value.Transform(rows).GetColumn<float>("DenoisingError")];
        Assert.IsGreaterThan(1.3f * Errors(usual).Average(), Errors(odd).Average());
        CollectionAssert.AreEqual(Errors(usual), Errors(usual));
        // One row is told as in its batch.
        var alone = Errors(Ml.Data.TakeRows(usual, 1));
        Assert.AreEqual(Errors(usual)[0], alone[0], 1e-4f);
        // A pipeline asks what is promised before it fits.
        using var chain = Ml.Deep().Generative.TableSynthesizer(new TableSynthesizerOptions { MaxEpochs = 1, Width = 16, Layers = 1 }).Append(Ml.Transforms.CopyColumns("Unlike", "DenoisingError")).Fit(usual);
        Assert.HasCount(200, chain.Transform(usual).GetColumn<float>("Unlike").ToList());
        Assert.AreEqual(NumberDataViewType.Single, Model.Value.GetOutputSchema(usual.Schema)["DenoisingError"].Type);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Model.Value.Transform(Ml.Transforms.DropColumns("Area", "Style").Fit(usual).Transform(usual))).Message, "'Area' (Single) is missing, 'Style' (Text) is missing");
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => Ml.Model.Save(Model.Value, usual.Schema, new MemoryStream())).Message, "save it by SyntheticTableModel.Save");
    }

    [TestMethod]
    public void Tables_that_cannot_be_learned_are_named()
    {
        var synthesizer = Ml.Deep().Generative.TableSynthesizer();
        var one = Ml.Data.LoadFromEnumerable(new[] { new Named("a") });
        Assert.AreEqual("The table has 1 row: at least 2 are needed, and some hundreds to learn from.", Assert.ThrowsExactly<InvalidOperationException>(() => synthesizer.Fit(one)).Message);
        var many = Ml.Data.LoadFromEnumerable(Enumerable.Range(0, 1200).Select(i => new Named($"n{i}")));
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => synthesizer.Fit(many)).Message, "Column 'Name' has 1,200 different texts in 1,200 rows: at most 1,000 can be learned as categories; leave it out by the column names.");
        var vectors = Ml.Transforms.Concatenate("All", "Area", "Price").Fit(Houses(9, 1)).Transform(Houses(9, 1));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => synthesizer.Fit(vectors)).Message, "'All' is of type Vector<Single, 2>");
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => Ml.Deep().Generative.TableSynthesizer(columnNames: ["Area", "Arena"]).Fit(Houses(9, 1))).Message, "There is no column 'Arena'. There are Area, Price, Town, Style, Garden, Storeys, Sold.");
    }

    [TestMethod]
    public void Numbers_become_ranks_and_back()
    {
        double[] prices = [.. Enumerable.Range(0, 500).Select(i => Math.Round(100 + (i * 1.37), 2))], ages = [.. Enumerable.Range(0, 500).Select(i => (double)(i * i % 23))];
        var (price, age) = (NumberMarginal.Of(prices), NumberMarginal.Of(ages));
        foreach (var value in prices) Assert.AreEqual(value, price.Value(price.Rank(value, 0.3)), 1e-9);
        foreach (var value in ages)
            foreach (var place in new[] { 0.001, 0.5, 0.999 }) Assert.AreEqual(value, age.Value(age.Rank(value, place)));
        Assert.AreEqual(0.5, prices.Average(value => price.Rank(value, 0)), 0.01);
        Assert.AreEqual(0.5, ages.Average(value => age.Rank(value, 0.5)), 1e-6);
    }

    [TestMethod]
    public void Rows_between_neighbours_lie_between_them()
    {
        var made = Read(Ml.Deep().Generative.InterpolateRows(Houses(400, 1), 300, "Style"));
        Assert.HasCount(300, made);
        Assert.IsGreaterThan(0.9, Correlation(made.Where(r => !float.IsNaN(r.Price)).Select(r => ((double)r.Area, (double)r.Price)).ToList()));
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => Ml.Deep().Generative.InterpolateRows(Houses(20, 1), 5, "Area")).Message, "There is no column of categories 'Area'.");
    }

    private static IDataView Houses(int count, int seed)
    {
        var random = new Random(seed);
        var rows = Ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ => House.Draw(random)).ToList());
        return Ml.Transforms.Conversion.MapValueToKey("Town", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(rows).Transform(rows);
    }

    private static List<House> Read(IDataView rows) => [.. Ml.Data.CreateEnumerable<House>(Ml.Transforms.Conversion.MapKeyToValue("Town").Fit(rows).Transform(rows), reuseRowObject: false)];

    private static double Correlation(List<(double X, double Y)> pairs)
    {
        var (mx, my) = (pairs.Average(p => p.X), pairs.Average(p => p.Y));
        return pairs.Sum(p => (p.X - mx) * (p.Y - my)) / Math.Sqrt(pairs.Sum(p => Math.Pow(p.X - mx, 2)) * pairs.Sum(p => Math.Pow(p.Y - my, 2)));
    }

    private sealed record Named(string Name);

    private sealed class Priced
    {
        public float Price { get; set; }
    }

    private sealed record House
    {
        public float Area { get; set; }

        public float Price { get; set; }

        public string Town { get; set; } = "";

        public string Style { get; set; } = "";

        public bool Garden { get; set; }

        public int Storeys { get; set; }

        public DateTime Sold { get; set; }

        public static House Draw(Random random)
        {
            var isBarton = random.Next(2) == 0;
            var area = MathF.Round((float)((isBarton ? 120 : 100) + (30 * random.NextDouble())), 1);
            return new House
            {
                Area = area,
                Price = random.Next(10) == 0 ? float.NaN : MathF.Round((1000 * area) + (2000 * random.NextSingle())),
                Town = isBarton ? "Barton" : "Aston",
                Style = random.Next(3) == 0 ? "new" : "old",
                Garden = isBarton && random.Next(2) == 0,
                Storeys = random.Next(1, 4),
                Sold = new DateTime(2020, 1, 1).AddDays(random.Next(700)),
            };
        }
    }
}
