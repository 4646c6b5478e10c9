using System.Globalization;

namespace MLNetDeep.Packages.Tests;

/// <summary>The packages do in applications of users what their README files say.</summary>
[TestClass]
public class InstalledTests
{
    private static readonly (string, string) OnnxRuntime = ("Microsoft.ML.OnnxRuntime", Packages.VersionOf("OnnxRuntimeVersion"));
    private static readonly (string, string) Libtorch = ($"libtorch-cpu-{Packages.Platform}", Packages.VersionOf("LibtorchVersion"));

    [TestMethod]
    public void One_application_trains_and_another_without_TorchSharp_scores_alike()
    {
        using var training = new OutsideApplication("MLNetDeep", """Scores.Write(model.Transform(rows), "trained.txt");""", "Scores.cs",
            ("MLNetDeep", Packages.Version), OnnxRuntime, Libtorch);
        using var scoring = new OutsideApplication("MLNetDeep.Runtime",
            """
            IDataView rows = ml.Data.LoadFromEnumerable(Scores.Read("trained.txt"));
            Scores.Write(model.Transform(rows), "loaded.txt");
            Scores.Write(MLNetDeep.ScoringExtensions.LoadForScoring(ml.Model, "points.zip", out _).Transform(rows), "batches.txt");
            """, "Scores.cs",
            ("MLNetDeep.Runtime", Packages.Version), OnnxRuntime);
        training.Build().ShouldSucceed();
        StringAssert.StartsWith(training.Start(), "accuracy 0.9");

        scoring.Build().ShouldSucceed();
        foreach (string file in new[] { "points.zip", "trained.txt" })
            File.Copy(training.File(file), scoring.File(file));
        StringAssert.StartsWith(scoring.Start(), "inside with probability 0.");

        ShouldBeEqual(Lines(training.File("trained.txt")), Lines(scoring.File("loaded.txt")));
        ShouldBeEqual(Lines(training.File("trained.txt")), Lines(scoring.File("batches.txt")));
        string[] assemblies = [.. Directory.GetFiles(scoring.Binaries, "*.dll").Select(Path.GetFileName)!];
        CollectionAssert.Contains(assemblies, "MLNetDeep.Runtime.dll");
        CollectionAssert.DoesNotContain(assemblies, "MLNetDeep.dll");
        CollectionAssert.DoesNotContain(assemblies, "TorchSharp.dll");
    }

    [TestMethod]
    public void A_module_keeps_the_contract_in_one_application_with_the_trainers_of_MLNet()
    {
        using var application = new OutsideApplication("MLNetDeep.Testing", "MLNetTrainers.Make();", "MLNetTrainers.cs",
            ("MLNetDeep.Testing", Packages.Version), ("Microsoft.ML.TorchSharp", "0.23.1"), OnnxRuntime, Libtorch);
        Run build = application.Build();
        if (build.ExitCode != 0 && (build.Output.Contains("NU1101", StringComparison.Ordinal) || build.Output.Contains("NU1102", StringComparison.Ordinal)))
            Assert.Inconclusive($"The package feed has no Microsoft.ML.TorchSharp 0.23.1. {build.Output}");
        build.ShouldSucceed();

        string output = application.Start();
        StringAssert.Contains(output, "kept: ");
        foreach (string trainer in new[] { "TextClassificationTrainer", "NerTrainer", "QATrainer", "SentenceSimilarityTrainer", "ObjectDetectionTrainer" })
            StringAssert.Contains(output, $"made: {trainer}");

        // docs/installing.md says so.
        StringAssert.Contains(output, "NasBert: nothing missing in many methods");
        StringAssert.Contains(output, "Roberta: nothing missing in many methods");
        StringAssert.Contains(output, "AutoFormerV2: AutoFormerV2Block.forward, FPN.forward missing in many methods");
    }

    private static void ShouldBeEqual(string[][] trained, string[][] loaded)
    {
        Assert.HasCount(600, trained);
        Assert.HasCount(600, loaded);
        for (int row = 0; row < trained.Length; row++)
        {
            Assert.AreEqual(trained[row][2], loaded[row][2], $"the label of row {row}");
            Assert.AreEqual(2 + 3, trained[row].Length);
            for (int score = 3; score < 5; score++)
                Assert.AreEqual(float.Parse(trained[row][score], CultureInfo.InvariantCulture), float.Parse(loaded[row][score], CultureInfo.InvariantCulture), 1e-5f, $"row {row}");
        }
    }

    private static string[][] Lines(string file) => [.. File.ReadLines(file).Select(line => line.Split(' '))];
}
