using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the page of generative models shows, compiled.</summary>
internal static class GenerativeSnippets
{
    public static void Generative(MLContext ml, IDataView digits)
    {
        #region generative
        var trainer = ml.Deep().Generative.Diffusion("Pixels", new DiffusionOptions { ConditionColumnName = "Label" });
        using var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(trainer).Fit(digits).LastTransformer;

        IDataView sevens = model.Sample(100, seed: 1, condition: "7");
        model.Sampler.WriteGrid(sevens, "sevens.png");
        ml.Model.Save(model, digits.Schema, "digits.zip");
        #endregion
    }

    public static void Sampling()
    {
        #region sampler
        using Sampler sampler = new MLContext().Model.LoadSampler("digits.zip");
        IDataView images = sampler.Sample(64, seed: 2, options: new SamplingOptions { Steps = 20, Solver = DiffusionSolver.Heun, Guidance = 2 });
        sampler.WriteImages(images, "images");
        #endregion
    }

    public static AnomalyDetectionMetrics Anomalies(MLContext ml, IDataView normal, IDataView test)
    {
        #region anomalies
        using var detector = ml.Deep().AnomalyDetection.Autoencoder("Features", falseAlarmRate: 0.02).Fit(normal);
        AnomalyDetectionMetrics metrics = ml.AnomalyDetection.Evaluate(detector.Transform(test), "IsAnomaly");
        #endregion
        #region isolation-forest
        using var forest = ml.Deep().AnomalyDetection.IsolationForest("Features", falseAlarmRate: 0.02).Fit(normal);
        #endregion
        return metrics;
    }
}
