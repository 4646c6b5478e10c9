using Microsoft.ML;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>A sweep and a comparison over a column of sequences.</summary>
[TestClass]
public sealed class SequenceSweepTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Networks_search_together_and_the_best_is_saved()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(Waves(120));
        SweepResult result = _ml.Deep().Sweep(PredictionTask.Binary("IsFast")).Over(Contender.Deep("rocket", Small), Contender.Deep("sequencetcn", Small)).WithMaxTrials(3).WithSeed(1).Run(rows);
        Assert.IsTrue(result.Leaderboard.All(t => t.Reason is null), string.Join('\n', result.Leaderboard.Select(t => t.Reason)));
        CollectionAssert.IsSubsetOf(new[] { "rocket", "sequencetcn" }, result.Leaderboard.Select(t => result.Split(t).Contender.Key).ToArray());
        string file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(result.Model, rows.Schema, file);
            IDataView scored = new MLContext().Model.LoadPlain(file, out _).Transform(_ml.Data.LoadFromEnumerable(Waves(60, 2)));
            Assert.IsGreaterThan(0.9, _ml.BinaryClassification.EvaluateNonCalibrated(scored, "IsFast").Accuracy);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void What_takes_no_sequences_says_so()
    {
        var task = PredictionTask.Binary("IsFast");
        SweepResult result = _ml.Deep().Sweep(task).Over(Contender.Deep("mlp"), Contender.Classical(task, "lbfgs"), Contender.Deep("rocket", Small)).WithMaxTrials(3).WithSeed(1)
            .Run(_ml.Data.LoadFromEnumerable(Waves(60)));
        string Reason(string key) => result.Trials.First(t => result.Split(t).Contender.Key == key).Reason ?? "";
        StringAssert.Contains(Reason("mlp"), "takes table, but the features are the sequences in column 'Sequence'");
        StringAssert.Contains(Reason("lbfgs"), "Column 'Sequence' holds sequences of different lengths");
    }

    private static void Small(TrainerOptions options)
    {
        (options.MaxEpochs, options.MinSteps, ((SequenceTrainerOptions)options).Channels) = (3, 0, 2);
        if (options is RocketOptions rocket)
            rocket.Features = 200;
        if (options is SequenceTcnOptions tcn)
            tcn.Filters = 16;
    }

    private static IEnumerable<Wave> Waves(int count, int seed = 1)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            (int steps, double speed, double start) = (random.Next(10, 25), i % 2 == 0 ? 1.2 : 0.4, 6 * random.NextDouble());
            yield return new Wave { IsFast = i % 2 == 0, Sequence = [.. Enumerable.Range(0, 2 * steps).Select(k => (float)(Math.Sin(start + (k / 2 * speed)) + (0.2 * random.NextDouble())))] };
        }
    }

    private sealed class Wave
    {
        public float[] Sequence { get; set; } = [];

        public bool IsFast { get; set; }
    }
}
