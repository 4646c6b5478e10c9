namespace MLNetDeep.Cli.Tests.Samples;

/// <summary>Every sample runs, with a small input.</summary>
[TestClass]
public class SampleTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void Quickstart_saves_what_the_deployed_application_loads()
    {
        string quickstart = Run("Quickstart");
        foreach (string part in new[] { "Cnn", "LightGbm", "FastTree", "LbfgsMaximumEntropy", "300 of 300 labels are the same" })
            StringAssert.Contains(quickstart, part);

        string deployed = Run("DeployedApp");
        StringAssert.Contains(deployed, "no MLNetDeep.dll, no TorchSharp.dll");
        StringAssert.Contains(deployed, "of 300 digits right");
    }

    [TestMethod]
    public void The_deployed_application_has_no_deep_learning_library_beside_it()
    {
        string[] files = [.. Directory.GetFiles(OtherProcess.SampleFolder("DeployedApp"), "*.dll").Select(Path.GetFileName)!];
        CollectionAssert.Contains(files, "MLNetDeep.Runtime.dll");
        CollectionAssert.DoesNotContain(files, "MLNetDeep.dll");
        CollectionAssert.DoesNotContain(files, "TorchSharp.dll");
    }

    [TestMethod]
    public void A_sweep_over_digits_finds_a_model_and_writes_its_report()
    {
        MLNetDeep.Tests.Support.Full.OrSkip();
        string output = Run("Sweep");
        foreach (string part in new[] { "multiclass, for 'Label' holds text.", "On rows that the search has not seen", "Saved sweep.html" })
            StringAssert.Contains(output, part);
        Assert.IsTrue(File.Exists(_folder.File("sweep.html")) && File.Exists(_folder.File("sweep.zip")));
    }

    [TestMethod]
    public void Questions_are_learned_and_a_saved_model_takes_text()
    {
        string output = Run("Questions");
        StringAssert.Contains(output, "Accuracy on other questions: ");
        StringAssert.Matches(output, new System.Text.RegularExpressions.Regex(@"When does the museum open\?\s+date"));
    }

    [TestMethod]
    public void Listings_are_learned_from_photo_title_and_numbers_and_may_be_without_a_photo()
    {
        string output = Run("Listings");
        StringAssert.Contains(output, "Accuracy from all three: ");
        StringAssert.Contains(output, ", without its photo ");
    }

    [TestMethod]
    public void Sentiment_is_learned_with_what_turns_it_round()
    {
        string output = Run("Sentiment");
        StringAssert.Contains(output, "Accuracy on other reviews: ");
        StringAssert.Contains(output, "Most like '");
    }

    [TestMethod]
    public void Papers_are_told_better_with_their_citations_and_drawn()
    {
        string output = Run("Papers");
        double[] accuracies = [.. System.Text.RegularExpressions.Regex.Matches(output, @"Accuracy from .*: ([\d.]+)").Select(m => double.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.HasCount(2, accuracies);
        Assert.IsGreaterThan(accuracies[0], accuracies[1]);
        StringAssert.Contains(output, ", in truth ");
        string page = File.ReadAllText(_folder.File("papers.html"));
        StringAssert.Contains(page, "\"id\":\"paper-240\"");
        Assert.IsFalse(page.Contains("{{data}}", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Molecules_are_told_by_their_bonds_and_the_command_line_takes_the_same_files()
    {
        string output = Run("Molecules");
        StringAssert.Contains(output, "Accuracy from the graphs: ");
        StringAssert.Contains(output, "An oxygen on the ring: active; on the chain: inactive.");
        using OtherProcess train = OtherProcess.CommandLine(_folder.Path, "train", "--data", "molecules.jsonl", "--label", "label", "--arch", "gin", "--test", "molecules-test.jsonl", "--max-epochs", "2", "--out", "m.zip");
        (int exitCode, _, string error) = train.Wait(TimeSpan.FromMinutes(3));
        Assert.AreEqual(0, exitCode, error);
    }

    [TestMethod]
    public void Digits_are_made_and_odd_ones_found()
    {
        // Tests of each model say in seconds what the sample takes a third of a minute for.
        MLNetDeep.Tests.Support.Full.OrSkip();
        string output = Run("NewDigits");
        StringAssert.Contains(output, "100 new digits in new-digits.png, 20 sevens in sevens.png.");
        StringAssert.Contains(output, "Called odd: ");
        // The signature of PNG.
        foreach (string name in new[] { "new-digits.png", "sevens.png" }) CollectionAssert.AreEqual(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, File.ReadAllBytes(_folder.File(name))[..4]);
    }

    [TestMethod]
    public void A_folder_of_pictures_is_learnt_by_a_pretrained_network()
    {
        string output = Run("Pictures");
        var told = System.Text.RegularExpressions.Regex.Match(output, @"(\d+) ?% of 30 other pictures are told apart");
        Assert.IsTrue(told.Success, output);
        Assert.IsGreaterThanOrEqualTo(90, int.Parse(told.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), output);
        StringAssert.Contains(output, "cross");
    }

    [TestMethod]
    public void A_scene_is_written_in_the_style_of_plays()
    {
        string output = Run("Plays");
        StringAssert.Contains(output, "bits a letter");
        StringAssert.Contains(output, "A new scene:");
        StringAssert.Contains(output, "QUEEN:\n");
    }

    [TestMethod]
    public void A_table_is_made_that_models_learn_from()
    {
        MLNetDeep.Tests.Support.Full.OrSkip();
        string output = Run("SyntheticTable");
        var accuracies = System.Text.RegularExpressions.Regex.Match(output, @"on other customers: ([\d.]+) % from real rows, ([\d.]+) % from synthetic ones");
        Assert.IsTrue(accuracies.Success, output);
        Assert.IsGreaterThan(85, double.Parse(accuracies.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.IsTrue(File.Exists(_folder.File("customers.zip")));
    }

    [TestMethod]
    public void Demand_is_forecast_and_drawn()
    {
        string output = Run("DemandForecast");
        double Mase(string key) => double.Parse(System.Text.RegularExpressions.Regex.Match(output, key + @" +MASE ([\d.]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.IsLessThan(0.7 * Mase("seasonalnaive"), Mase("auto"));
        StringAssert.Contains(output, "Barton by plain ML.NET");
        string page = File.ReadAllText(_folder.File("forecast.html"));
        StringAssert.Contains(page, "\"name\":\"Aston\"");
        Assert.IsFalse(page.Contains("{{data}}", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Requests_are_found_by_meaning_and_reach_the_right_team()
    {
        MLNetDeep.Tests.Support.Full.OrSkip();
        string output = Run("Requests");
        StringAssert.Contains(output, "My card was debited two times.");
        var right = System.Text.RegularExpressions.Regex.Match(output, @"Right team for (\d+) of 12 new requests\.");
        Assert.IsTrue(right.Success, output);
        Assert.IsGreaterThanOrEqualTo(9, int.Parse(right.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.IsTrue(File.Exists(_folder.File("requests.zip")));
    }

    [TestMethod]
    public void Gestures_are_told_by_sequences_of_different_lengths()
    {
        string output = Run("Gestures");
        foreach (System.Text.RegularExpressions.Match accuracy in System.Text.RegularExpressions.Regex.Matches(output, @"accuracy on other gestures ([\d.]+)"))
            Assert.IsGreaterThan(80, double.Parse(accuracy.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), output);
        StringAssert.Matches(output, new System.Text.RegularExpressions.Regex(@"Sequence TCN: accuracy.*\ncircle ", System.Text.RegularExpressions.RegexOptions.Singleline));
    }

    [TestMethod]
    public void Sounds_are_told_by_files()
    {
        string output = Run("Sounds");
        var accuracy = System.Text.RegularExpressions.Regex.Match(output, @"Accuracy on 15 other recordings: ([\d.]+)");
        Assert.IsGreaterThan(80, double.Parse(accuracy.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), output);
        StringAssert.Contains(output, "hum_made_0.wav");
    }

    private string Run(string sample)
    {
        using OtherProcess process = OtherProcess.Sample(sample, _folder.Path, "small");
        (int exitCode, string output, string error) = process.Wait(TimeSpan.FromMinutes(3));
        Assert.AreEqual(0, exitCode, output + error);
        return output;
    }
}
