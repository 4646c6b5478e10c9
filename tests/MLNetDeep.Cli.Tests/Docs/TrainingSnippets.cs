using Microsoft.ML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that docs/training.md shows, compiled.</summary>
internal static class TrainingSnippets
{
    public static DeepTrainer Strong(MLContext ml, IDataView validation)
    {
        #region training-options
        var options = new ResNetOptions
        {
            MaxEpochs = 60,
            BatchSize = 128,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 0.1,
            WeightDecay = 5e-4,
            LabelSmoothing = 0.1,
            EmaDecay = 0.999,
            ValidationSet = validation,
        };
        var trainer = ml.Deep().MulticlassClassification.ResNet("Label", "Image", options);
        #endregion
        return trainer;
    }

    public static void FindLearningRate(MLContext ml, IDataView train)
    {
        #region find-learning-rate
        var options = new CnnOptions();
        LearningRateCurve curve = ml.Deep().MulticlassClassification.Cnn("Label", "Image", options).FindLearningRate(train);
        foreach (LearningRatePoint point in curve.Points)
            Console.WriteLine($"{point.LearningRate:g3} {point.SmoothedLoss:0.000}");
        options.LearningRate = curve.Suggestion;
        #endregion
    }

    public static void Checkpoints(MLContext ml, IDataView train)
    {
        #region checkpoints
        var options = new CnnOptions { CheckpointPath = "defects.checkpoint", CheckpointEveryMinutes = 5 };
        DeepTransformer model = ml.Deep().BinaryClassification.Cnn("IsDefect", "Image", options).Fit(train);
        #endregion
        GC.KeepAlive(model);
    }

    public static void Continue(MLContext ml, IDataView newRows)
    {
        #region continue
        var saved = ml.Deep().Model.Load("defects.zip", out DataViewSchema schema);
        DeepTransformer previous = saved.OfType<DeepTransformer>().Single();
        var options = (CnnOptions)previous.Options;
        (options.MaxEpochs, options.LearningRate) = (5, 2e-4);
        DeepTransformer model = ml.Deep().BinaryClassification.Cnn("IsDefect", "Image", options).Fit(newRows, previous);
        ml.Deep().Model.Save(model, schema, "defects.zip");
        #endregion
    }

    public static CnnOptions Watch(CancellationToken cancel)
    {
        #region watch
        var options = new CnnOptions
        {
            OnEpoch = epoch => Console.WriteLine($"{epoch.Epoch}: {epoch.Metrics["Loss"]:0.000} {epoch.Metrics["ValidationLoss"]:0.000}"),
            Progress = new Progress<TrainingProgress>(now => Console.WriteLine($"{now.RowsDone} of {now.RowsInEpoch}, {now.Remaining} left")),
            CancellationToken = cancel,
        };
        #endregion
        return options;
    }
}
