using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary><c>sample</c>: images and rows of numbers by saved generative models.</summary>
[TestClass]
public class SampleTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(1);

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void Images_are_made_and_are_the_same_again()
    {
        string model = _folder.File("m.zip"), first = _folder.File("first"), second = _folder.File("second");
        IDataView rows = Images();
        using (GenerativeTransformer trained = _ml.Deep().Generative.Diffusion("Pixels", new DiffusionOptions { Width = 8, MaxEpochs = 1, ConditionColumnName = "Kind", Seed = 1 }).Fit(rows))
            _ml.Model.Save(trained, rows.Schema, model);
        foreach (string folder in new[] { first, second })
        {
            CommandLineRun run = CommandLineRun.Of("sample", "--model", model, "--count", "4", "--out", folder, "--seed", "5", "--steps", "3", "--solver", "Heun", "--guidance", "1.5").ShouldSucceed();
            StringAssert.Contains(run.Output, "4 rows in");
        }
        string[] files = [.. Directory.GetFiles(first).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        CollectionAssert.AreEqual(new[] { "grid.png", "sample-0001-a.png", "sample-0002-b.png", "sample-0003-a.png", "sample-0004-b.png" }, files);
        foreach (string file in files)
            CollectionAssert.AreEqual(File.ReadAllBytes(Path.Combine(first, file)), File.ReadAllBytes(Path.Combine(second, file)));
        CommandLineRun.Of("sample", "--model", model, "--out", first, "--condition", "c").ShouldFail(1, "The condition 'c' was not in the training rows. There are: a, b.");
        CommandLineRun.Of("sample", "--model", model, "--out", first, "--count", "0").ShouldFail(1, "At least 1 row must be asked for, but 0 were.");
        CommandLineRun.Of("sample", "--model", _folder.File("none.zip"), "--out", first).ShouldFail(1, "There is no model");
    }

    [TestMethod]
    public void Rows_of_numbers_are_written_as_a_table()
    {
        string model = _folder.File("m.zip");
        IDataView rows = Images();
        using (GenerativeTransformer trained = _ml.Deep().Generative.Vae("Pixels", new VaeOptions { MaxEpochs = 1, EmbeddingSize = 2, Width = 8, Seed = 1 }).Fit(rows))
            _ml.Model.Save(trained, rows.Schema, model);
        CommandLineRun.Of("sample", "--model", model, "--count", "3", "--out", _folder.File("out")).ShouldSucceed();
        string[] lines = File.ReadAllLines(Path.Combine(_folder.File("out"), "samples.csv"));
        Assert.HasCount(4, lines);
        StringAssert.StartsWith(lines[0], "Pixels.0,Pixels.1,");
        Assert.HasCount(16, lines[1].Split(','));
    }

    private IDataView Images()
    {
        var random = new Random(1);
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 12)
            .Select(i => new Row { Kind = i % 2 == 0 ? "a" : "b", Pixels = [.. Enumerable.Range(0, 16).Select(_ => random.NextSingle())] }).ToList());
        return _ml.Transforms.Conversion.MapValueToKey("Kind").Fit(rows).Transform(rows);
    }

    private sealed class Row
    {
        public string Kind { get; set; } = "";

        [VectorType(16)]
        public float[] Pixels { get; set; } = [];
    }
}
