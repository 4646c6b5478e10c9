using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Thousands of real JPEGs, where the variable MLNETDEEP_DATA says where they are.</summary>
[TestClass]
public partial class RealImagesTests
{
    [TestMethod]
    public void A_folder_of_real_images_is_learnt_from_and_the_wait_for_them_told()
    {
        string? data = Environment.GetEnvironmentVariable("MLNETDEEP_DATA");
        string images = Path.Combine(data ?? "", "cifar10", "test");
        if (data is null || !Directory.Exists(images))
            Assert.Inconclusive("MLNETDEEP_DATA does not name a folder with cifar10/test.");

        using var folder = new TemporaryFolder();
        string json = folder.File("train.json");
        CommandLineRun run = CommandLineRun.Of(
            "train", "--data", images, "--arch", "cnn", "--max-epochs", "3", "--set", "BaseChannels=16",
            "--out", folder.File("model.zip"), "--json", json).ShouldSucceed();

        double waiting = double.Parse(Waiting().Match(run.Output).Groups[1].Value, CultureInfo.InvariantCulture);
        // How small the share is depends on the machine: bench/loading measures it.
        Assert.IsTrue(waiting is >= 0 and <= 100, run.Output);
        Assert.IsGreaterThan(0.15, JsonNode.Parse(File.ReadAllText(json))!["metrics"]!["MicroAccuracy"]!.GetValue<double>());
    }

    [GeneratedRegex(@"([0-9.]+) % of it waiting for data")]
    private static partial Regex Waiting();
}
