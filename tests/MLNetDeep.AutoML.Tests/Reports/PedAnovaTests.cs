using MLNetDeep.AutoML.Reports;

namespace MLNetDeep.AutoML.Tests.Reports;

/// <summary>Importance on functions whose important hyperparameters are known.</summary>
[TestClass]
public class PedAnovaTests
{
    private static readonly Objective _loss = new("Loss", false);

    private static readonly SearchSpace _two = new([new RealHyperparameter("X", 0, 1), new RealHyperparameter("Y", 0, 1)]);

    [TestMethod]
    public void The_hyperparameter_that_decides_comes_first_and_has_nearly_all()
    {
        ReportImportance importance = Of(_two, 200, c => Math.Pow((double)c["X"] - 0.3, 2) + (0.001 * (double)c["Y"]));
        Assert.AreEqual("X", importance.Hyperparameters[0].Name);
        Assert.IsGreaterThan(0.9, importance.Hyperparameters[0].Share);
        Assert.IsGreaterThan(0.3, importance.Hyperparameters[0].Explained);
        Assert.AreEqual(1, importance.Hyperparameters.Sum(i => i.Share), 1e-9);
        Assert.IsNull(importance.Note);
    }

    [TestMethod]
    public void It_is_turned_round_where_the_objective_is_made_large()
    {
        Trial[] trials = Trials(_two, 300, c => (double)c["X"] < 0.1 ? -1 + (double)c["X"] : (double)c["Y"]);
        Assert.AreEqual("X", PedAnova.Of(_two, _loss, 0, trials).Hyperparameters[0].Name);
        Assert.AreEqual("Y", PedAnova.Of(_two, _loss with { Maximize = true }, 0, trials).Hyperparameters[0].Name);
    }

    [TestMethod]
    public void Choices_whole_numbers_and_log_scales_count_as_much_as_real_numbers()
    {
        var space = new SearchSpace([new RealHyperparameter("Rate", 1e-6, 1, log: true), new IntegerHyperparameter("Layers", 1, 9), new ChoiceHyperparameter("Kind", ["a", "b", "c", "d"]), new RealHyperparameter("Noise", 0, 1)]);
        foreach (var (name, function) in new (string, Func<Configuration, double>)[]
        {
            ("Rate", c => Math.Abs(Math.Log10((double)c["Rate"]) + 3)),
            ("Layers", c => Math.Abs((int)c["Layers"] - 3)),
            ("Kind", c => ((string)c["Kind"])[0] + (0.5 * (double)c["Noise"])),
        })
            Assert.AreEqual(name, Of(space, 200, function).Hyperparameters[0].Name);
    }

    [TestMethod]
    public void Without_influence_there_is_on_average_next_to_none()
    {
        double[] found = [.. Enumerable.Range(0, 40).Select(seed =>
        {
            var noise = new Random(seed + 1000);
            return Of(_two, 60, _ => noise.NextDouble(), seed).Hyperparameters.Average(i => i.Explained);
        })];
        Assert.IsLessThan(0.02, found.Average());
    }

    [TestMethod]
    public void A_constant_function_is_said_to_have_none()
    {
        ReportImportance importance = Of(_two, 50, _ => 1);
        Assert.IsTrue(importance.Hyperparameters.All(i => i.Share == 0 && i.Explained == 0));
        Assert.AreEqual("No hyperparameter has more influence than chance would give.", importance.Note);
    }

    [TestMethod]
    public void Conditional_hyperparameters_are_judged_over_the_trials_that_have_them()
    {
        var mlp = new Condition("Kind", ["mlp"]);
        var space = new SearchSpace([new ChoiceHyperparameter("Kind", ["mlp", "tree"]), new RealHyperparameter("Rate", 0, 1) { Condition = mlp }, new RealHyperparameter("Drop", 0, 1) { Condition = mlp }]);
        ReportImportance importance = Of(space, 200, c => (string)c["Kind"] == "tree" ? 0 : 1 + Math.Abs((double)c["Rate"] - 0.5));
        Assert.IsTrue(importance.Hyperparameters.Single(i => i.Name == "Rate").Trials is > 80 and < 120);
        Assert.AreEqual(200, importance.Hyperparameters.Single(i => i.Name == "Kind").Trials);
        Assert.IsGreaterThan(10 * importance.Hyperparameters.Single(i => i.Name == "Drop").Explained, importance.Hyperparameters.Single(i => i.Name == "Rate").Explained);
    }

    [TestMethod]
    public void Too_few_trials_are_said_to_be_too_few()
    {
        ReportImportance importance = Of(_two, 11, c => (double)c["X"]);
        Assert.IsEmpty(importance.Hyperparameters);
        Assert.AreEqual("Too few trials to say: 11 completed, at least 12 are needed.", importance.Note);
    }

    [TestMethod]
    public void Hyperparameters_that_too_few_trials_have_are_named()
    {
        var space = new SearchSpace([new ChoiceHyperparameter("Kind", ["a", "b", "c", "d"]), new RealHyperparameter("Rate", 0, 1) { Condition = new("Kind", ["d"]) }]);
        ReportImportance importance = Of(space, 20, c => ((string)c["Kind"])[0]);
        StringAssert.Contains(importance.Note, "In too few trials to say: Rate.");
    }

    [TestMethod]
    public void Failed_trials_and_values_that_are_none_are_left_out()
    {
        Trial[] trials = [.. Trials(_two, 100, c => (double)c["X"]),
            .. Trials(_two, 30, _ => double.NaN), .. Trials(_two, 30, _ => -5).Select(t => t with { State = TrialState.Failed, Values = [] })];
        Assert.AreEqual(100, PedAnova.Of(_two, _loss, 0, trials).Hyperparameters[0].Trials);
    }

    [TestMethod]
    public void Ten_thousand_trials_are_no_matter()
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.AreEqual("X", Of(_two, 10_000, c => Math.Abs((double)c["X"] - 0.7)).Hyperparameters[0].Name);
        Assert.IsLessThan(3, System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static ReportImportance Of(SearchSpace space, int count, Func<Configuration, double> function, int seed = 1) => PedAnova.Of(space, _loss, 0, Trials(space, count, function, seed));

    private static Trial[] Trials(SearchSpace space, int count, Func<Configuration, double> function, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(n => space.Draw(h => h switch
        {
            RealHyperparameter { Log: true } r => r.Minimum * Math.Pow(r.Maximum / r.Minimum, random.NextDouble()),
            RealHyperparameter => random.NextDouble(),
            IntegerHyperparameter i => random.Next(i.Minimum, i.Maximum + 1),
            var c => ((ChoiceHyperparameter)c).Choices[random.Next(((ChoiceHyperparameter)c).Choices.Count)],
        })).Select((c, i) => new Trial { Number = i + 1, Configuration = c, ProposedBy = "random", State = TrialState.Completed, Values = [function(c)] })];
    }
}
