using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using BinaryLinearModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace MLNetDeep.AutoML;

/// <summary>
/// Logistic regression over features scaled by their log-count ratios. The ratios are folded into the weights (a weight times a scaled feature is a scaled weight times the feature), so that the
/// model is a plain one of ML.NET over the features as they are.
/// </summary>
/// <param name="ml">The context.</param>
/// <param name="label">The label, Boolean.</param>
/// <param name="features">The features, a vector whose values are 0 or not.</param>
/// <param name="options">What else it is told.</param>
internal sealed class NaiveBayesTrainer(MLContext ml, string label, string features, NaiveBayesOptions options)
    : ITrainerEstimator<BinaryPredictionTransformer<BinaryLinearModel>, BinaryLinearModel>
{
    private readonly LinearFits _fits = new(ml, label, features, options.Threads, options.CancellationToken);

    public TrainerInfo Info => _fits.Trainer(options.L2).Info;

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _fits.Trainer(options.L2).GetOutputSchema(inputSchema);

    public BinaryPredictionTransformer<BinaryLinearModel> Fit(IDataView input)
    {
        LabeledFeatures data = LabeledFeatures.Read(input, label, features, options.CancellationToken);
        float[] ratios = LogCountRatios.Of(data, options.Smoothing);
        LinearBinaryModelParameters learned = _fits.Learn(data, ratios, options.L2);
        return KnownLinearModel.Make(_fits, Fold(learned.Weights, ratios), learned.Bias);
    }

    // The paper's interpolation: w' = (1 - beta) mean|w| + beta w.
    private float[] Fold(IReadOnlyList<float> weights, float[] ratios)
    {
        double mean = (1 - options.Interpolation) * weights.Average(w => Math.Abs((double)w));
        return [.. weights.Zip(ratios, (weight, ratio) => (float)((mean + (options.Interpolation * weight)) * ratio))];
    }
}
