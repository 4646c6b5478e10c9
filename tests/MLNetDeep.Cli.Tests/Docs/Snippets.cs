using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that README.md and docs show, compiled. A test holds the texts equal.</summary>
internal static class Snippets
{
    public static void FirstModel()
    {
        #region first-model
        var ml = new MLContext(seed: 1);
        IDataView digits = ml.Data.LoadFromTextFile<Digit>("samples/data/digits.csv", separatorChar: ',', hasHeader: true);
        var parts = ml.Data.TrainTestSplit(digits, testFraction: 0.2);

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Deep().MulticlassClassification.Cnn("Label", "Pixels"))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        ITransformer model = pipeline.Fit(parts.TrainSet);
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(parts.TestSet));
        Console.WriteLine($"accuracy {metrics.MicroAccuracy:0.0000}");

        ml.Model.Save(model, digits.Schema, "digits.zip");
        #endregion
    }

    public static void Predict()
    {
        #region predict
        var ml = new MLContext();
        ITransformer model = ml.Model.Load("digits.zip", out _);
        using var engine = ml.Model.CreatePredictionEngine<Digit, Prediction>(model);
        Console.WriteLine(engine.Predict(new Digit { Pixels = new float[64] }).PredictedLabel);
        #endregion
    }

    public static void Binary(MLContext ml, IDataView train, IDataView test)
    {
        #region binary
        DeepTransformer model = ml.Deep().BinaryClassification.Cnn("IsDefect", "Image").Fit(train);
        var metrics = ml.BinaryClassification.Evaluate(model.Transform(test), "IsDefect");
        var (before, after) = ml.Deep().BinaryClassification.EvaluateCalibration(model, test);
        Console.WriteLine($"AUC {metrics.AreaUnderRocCurve:0.000}, calibration error {before.ExpectedCalibrationError:0.000} -> {after.ExpectedCalibrationError:0.000}");
        #endregion
    }

    public static void MultiLabel(MLContext ml, IDataView train, IDataView test)
    {
        #region multilabel
        var pipeline = ml.Transforms.Concatenate("Tags", "Beach", "People", "Sunset")
            .Append(ml.Deep().MultiLabelClassification.Cnn("Tags", "Image"));
        var scored = pipeline.Fit(train).Transform(test);
        MultiLabelMetrics metrics = ml.Deep().MultiLabelClassification.Evaluate(scored, "Tags");
        Console.WriteLine($"F1 {metrics.MicroF1:0.000}, worst {metrics.Labels.MinBy(label => label.F1)!.Name}");
        #endregion
    }

    public static void Quantiles(MLContext ml, IDataView train, IDataView test)
    {
        #region quantiles
        var options = new CnnOptions { Quantiles = [0.1, 0.5, 0.9] };
        DeepTransformer model = ml.Deep().Regression.Cnn("Age", "Image", options).Fit(train);
        QuantileRegressionMetrics metrics = ml.Deep().Regression.EvaluateQuantiles(model.Transform(test), "Age");
        Console.WriteLine($"{metrics.IntervalCoverage:0.0%} lie between the outer quantiles");
        #endregion
    }

    public static DeepTrainer Options(MLContext ml, CancellationToken cancel)
    {
        #region options
        var options = new CnnOptions
        {
            MaxEpochs = 20,
            LearningRate = 5e-4,
            ValidationFraction = 0.2,
            Seed = 7,
            CancellationToken = cancel,
            OnEpoch = epoch => Console.WriteLine($"{epoch.Epoch}: {epoch.Metrics["ValidationLoss"]:0.0000}"),
        };
        var trainer = ml.Deep().MulticlassClassification.Cnn("Label", "Pixels", options);
        #endregion
        return trainer;
    }

    public static DeepTrainer FromModule(MLContext ml)
    {
        #region from-module
        var trainer = ml.Deep().MulticlassClassification.FromModule("Label", "Pixels", shapes => Sequential(
            Linear(shapes.Input.Size, 64),
            ReLU(),
            Linear(64, shapes.Output.Size)));
        #endregion
        return trainer;
    }

    public static void LoadForScoring(MLContext ml, IDataView digits)
    {
        #region load-for-scoring
        ITransformer model = ml.Model.LoadForScoring("digits.zip", out DataViewSchema schema);
        IDataView scored = model.Transform(digits);
        #endregion
        GC.KeepAlive((scored, schema));
    }

    public static void SaveWithWeights(MLContext ml, ITransformer model, IDataView digits)
    {
        #region weights
        ml.Deep().Model.Save(model, digits.Schema, "digits.zip");
        ITransformer again = ml.Deep().Model.Load("digits.zip", out DataViewSchema schema);
        #endregion
        GC.KeepAlive((again, schema));
    }
}

#region digit
public sealed class Digit
{
    [LoadColumn(0)] public string Label { get; set; } = "";
    [LoadColumn(1, 64), VectorType(64)] public float[] Pixels { get; set; } = [];
}
#endregion

#region prediction
public sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";
    public float[] Score { get; set; } = [];
}
#endregion
