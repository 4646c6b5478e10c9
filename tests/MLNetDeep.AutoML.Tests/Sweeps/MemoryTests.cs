namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>Memory is estimated before a trial begins, and what would take too much is a row with the reason.</summary>
[TestClass]
public sealed class MemoryTests
{
    [TestMethod]
    public void A_network_that_would_not_fit_is_not_begun_and_the_others_are()
    {
        Contender network = Contender.Deep("mlp", o => o.MaxEpochs = 1).WithSpace(new SearchSpace([new ChoiceHyperparameter("Width", [16, 2048])]));
        SweepResult result = SmallSweep.Binary(network).WithTuner(Tuner.Grid()).WithMaxTrials(2).WithMemoryBudget(40_000_000).Run(SmallSweep.Rows());
        Assert.AreEqual(TrialState.Completed, result.Trials[0].State, result.Trials[0].Reason);
        Assert.AreEqual(TrialState.Skipped, result.Trials[1].State);
        StringAssert.StartsWith(result.Trials[1].Reason, "Not begun: MLP would take about ");
        StringAssert.EndsWith(result.Trials[1].Reason, "and 40 MB are allowed to a trial.");
    }

    [TestMethod]
    public void A_search_in_which_nothing_fits_ends()
    {
        Contender network = Contender.Deep("mlp", o => o.MaxEpochs = 1).WithSpace(new SearchSpace([new IntegerHyperparameter("Width", 16, 512)]));
        SweepException e = Assert.Throws<SweepException>(() => SmallSweep.Binary(network).WithBudget(TimeSpan.FromMinutes(5)).WithMemoryBudget(1000).Run(SmallSweep.Rows()));
        StringAssert.StartsWith(e.Message, "No trial of 50 was completed.");
        StringAssert.Contains(e.Message, "Not begun: MLP would take about");
    }

    [TestMethod]
    public void Trials_at_once_share_the_memory()
    {
        Contender boosting = Contender.Classical(SmallSweep.Task, "lightgbm").WithSpace(new SearchSpace([new ChoiceHyperparameter("Leaves", [4, 200])]));
        Sweep sweep = SmallSweep.Binary(boosting).WithTuner(Tuner.Grid()).WithMaxTrials(2).WithMemoryBudget(2_500_000);
        Assert.IsTrue(sweep.Run(SmallSweep.Rows()).Trials.All(t => t.State == TrialState.Completed));
        SweepResult shared = sweep.InParallel(2).Run(SmallSweep.Rows());
        Assert.AreEqual(TrialState.Skipped, shared.Trials[1].State);
        StringAssert.Contains(shared.Trials[1].Reason, "LightGbm would take about 1.");
        StringAssert.Contains(shared.Trials[1].Reason, "1.3 MB are allowed to a trial");
    }

    [TestMethod]
    public void A_network_is_counted_by_weights_and_by_what_its_layers_give()
    {
        const int width = 100, layers = 2, inputs = 10;
        var options = new MlpOptions { Width = width, Layers = layers, EmbeddingWidth = 0, NumericEncoding = NumericEncoding.Quantile };
        NetworkSize size = NetworkSize.Of(ArchitectureRegistry.Get("mlp"), options, new TableShape(inputs), new OutputShape(1) { Kind = OutputKind.Flags });
        Assert.IsInRange((inputs * width) + (width * width), (inputs * width) + (width * width) + (10 * width), size.Weights);
        Assert.IsInRange(layers * width, 8 * layers * width, size.Activations);
    }

    [TestMethod]
    public void Every_network_for_tables_has_an_estimate_that_grows_with_its_batch()
    {
        SweepData data = SweepData.Prepare(SmallSweep.Ml, SmallSweep.Task, SmallSweep.Rows(), new SweepSettings { FeatureColumnNames = ["A", "B", "Person"] });
        var estimate = new MemoryEstimate(SmallSweep.Task, data);
        foreach (Architecture architecture in ArchitectureRegistry.All.Where(a => a.InputKind.Key == "table"))
        {
            MemoryNeed? small = estimate.Of(Contender.Deep(architecture.Key, o => o.BatchSize = 16), Configuration.Empty), large = estimate.Of(Contender.Deep(architecture.Key, o => o.BatchSize = 160), Configuration.Empty);
            Assert.IsNotNull(small, architecture.Key);
            Assert.AreEqual(small with { Batch = 10 * small.Batch }, large, architecture.Key);
            Assert.IsGreaterThan(1000, small.Model, architecture.Key);
        }
        Assert.IsNull(estimate.Of(SmallSweep.Own("own", _ => throw new InvalidOperationException()), Configuration.Empty));
    }

    [TestMethod]
    public void What_is_free_to_take_is_a_part_of_what_there_is()
    {
        long all = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        Assert.IsInRange((long)(0.79 * all), (long)(0.81 * all), new SweepSettings().MemoryBudgetOfTrial);
        Assert.AreEqual(1000, new SweepSettings { MemoryBudget = 4000, Parallel = 4 }.MemoryBudgetOfTrial);
    }
}
