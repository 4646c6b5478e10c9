using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML;

public static partial class StandardTrainersCatalog
{
    /// <summary>A binary classifier for each class against the others.</summary>
    public static OneVersusAllTrainer OneVersusAll<TModel>(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> binaryEstimator,
        string labelColumnName = DefaultColumnNames.Label,
        bool imputeMissingLabelsAsNegative = false,
        IEstimator<ISingleFeaturePredictionTransformer<ICalibrator>>? calibrator = null,
        int maximumCalibrationExampleCount = 1000000000,
        bool useProbabilities = true)
        where TModel : class
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(binaryEstimator, nameof(binaryEstimator));
        Contracts.CheckParam(calibrator == null, nameof(calibrator), "A calibrator is not supported here.");
        return new OneVersusAllTrainer(
            catalog.GetEnvironment(), binaryEstimator, labelColumnName, imputeMissingLabelsAsNegative, useProbabilities);
    }
}
