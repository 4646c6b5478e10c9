using Microsoft.ML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the page of representations shows, compiled.</summary>
internal static class RepresentationSnippets
{
    public static void Images(MLContext ml, IDataView allImages, IDataView labelled)
    {
        #region contrastive
        var network = new CnnOptions { BatchSize = 256, MaxEpochs = 100, LearningRate = 3e-3, ValidationFraction = 0 };
        using var encoder = ml.Deep().Transforms.ContrastiveEmbedding("Embedding", "Pixels", network).Fit(allImages);
        ml.Deep().Model.Save(encoder, allImages.Schema, "encoder.zip");

        var trainer = ml.Deep().MulticlassClassification.Cnn("Label", "Pixels", new CnnOptions { PretrainedEncoder = "encoder.zip" });
        using var model = trainer.Fit(labelled);
        #endregion
    }

    public static void Tables(MLContext ml, IDataView allRows, IDataView labelled)
    {
        #region contrastive-table
        string[] columns = ["Age", "Income", "Town"];
        using var encoder = ml.Deep().Transforms.ContrastiveEmbedding("Embedding", columns, new MlpOptions { BatchSize = 256 }, new ContrastiveOptions { CorruptionRate = 0.5 }).Fit(allRows);

        var classifier = ml.Transforms.NormalizeMeanVariance("Embedding").Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Label", "Embedding"));
        var model = classifier.Fit(encoder.Transform(labelled));
        #endregion
    }
}
