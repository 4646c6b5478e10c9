using Microsoft.ML;
using MLNetDeep.Testing;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>Rows that are sounds: networks for sounds beside trainers of ML.NET's own on log-mel frames.</summary>
[TestClass]
public sealed class SoundSweepTests
{
    private static readonly PredictionTask _task = PredictionTask.Multiclass("Label");

    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Networks_and_trainers_of_frames_search_together_and_the_best_is_saved()
    {
        SweepResult result = _ml.Deep().Sweep(_task).WithSounds("Sound").Over(Contender.Deep("audiocnn", Small), Contender.Classical(_task, "lbfgs")).WithMaxTrials(3).WithSeed(1).Run(ContractData.Create(_ml, 90));
        Assert.IsTrue(result.Leaderboard.All(t => t.Reason is null), string.Join('\n', result.Leaderboard.Select(t => t.Reason)));
        CollectionAssert.AreEqual(new[] { "Sound" }, result.Features.ToArray());
        IDataView others = ContractData.Create(_ml, 60, seed: 2);
        string file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(result.Model, others.Schema, file);
            ITransformer loaded = new MLContext().Model.LoadPlain(file, out _);
            Assert.IsGreaterThan(0.7, _ml.MulticlassClassification.Evaluate(loaded.Transform(others)).MicroAccuracy);
            (loaded as IDisposable)?.Dispose();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void They_are_compared_on_the_same_folds()
    {
        var options = new ComparisonOptions { Folds = 2, SoundColumnName = "Sound", SoundSampleRate = 8000 };
        AutoML.Comparison result = _ml.Deep().Compare(_task, [Contender.Deep("bcresnet", Small), Contender.Deep("cnn"), Contender.Classical(_task, "sdca")], ContractData.Create(_ml, 60), options);
        Assert.IsNull(result["bcresnet"].Failure, result["bcresnet"].Failure);
        Assert.IsNull(result["sdca"].Failure, result["sdca"].Failure);
        StringAssert.Contains(result["cnn"].Failure!, "takes image, but the features are the sound in column 'Sound'.");
    }

    [TestMethod]
    public void What_does_not_suit_says_so()
    {
        IDataView rows = ContractData.Create(_ml, 30);
        string Fault(ComparisonOptions options) => Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Compare(_task, [Contender.Classical(_task, "lbfgs")], rows, options)).Message;
        Assert.AreEqual("There is no column of sounds 'Noise'.", Fault(new ComparisonOptions { SoundColumnName = "Noise" }));
        Assert.AreEqual("Rows are sounds: other columns cannot be learnt from beside them.", Fault(new ComparisonOptions { SoundColumnName = "Sound", FeatureColumnNames = ["Level"] }));
        StringAssert.StartsWith(Fault(new ComparisonOptions { SoundColumnName = "Level" }), "Column 'Level' holds no sounds: it is Single, but the path of a WAV file");
    }

    private static void Small(TrainerOptions options)
    {
        (options.MaxEpochs, options.BatchSize) = (6, 16);
        OptionCatalog.Set(options, options is AudioCnnOptions ? nameof(AudioCnnOptions.BaseChannels) : nameof(BcResNetOptions.Tau), options is AudioCnnOptions ? "8" : "0.5");
    }
}
