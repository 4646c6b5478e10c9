using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>
/// The baseline for texts: logistic regression over word n-grams that naive Bayes has weighted. Wang and Manning: Baselines and Bigrams: Simple, Good Sentiment and Topic
/// Classification, ACL 2012 (NBSVM there, with a support vector machine). Several classes: one against the rest.
/// </summary>
internal sealed record NaiveBayesLogisticRegression() : ClassicalTrainer("naivebayes", "NaiveBayesLogisticRegression", _space)
{
    private const string Features = "MLNetDeep.Vector";

    private static readonly NaiveBayesOptions _defaults = new();

    private static readonly SearchSpace _space = new(
    [
        new RealHyperparameter(nameof(NaiveBayesOptions.L2), 0.03, 30, log: true) { Default = (double)_defaults.L2 },
        new RealHyperparameter(nameof(NaiveBayesOptions.Smoothing), 0.05, 5, log: true) { Default = _defaults.Smoothing },
        new RealHyperparameter(nameof(NaiveBayesOptions.Interpolation), 0.25, 1) { Default = _defaults.Interpolation },
        new IntegerHyperparameter(nameof(NgramFeatures.NgramLength), 1, 3) { Default = NgramFeatures.NgramLength },
        new ChoiceHyperparameter(nameof(NgramFeatures.SplitAtPunctuation), [false, true]) { Default = NgramFeatures.SplitAtPunctuation },
    ]);

    public override bool IsForTextOnly => true;

    public override IEstimator<ITransformer> CreatePipeline(TrialContext context)
    {
        string text = context.Features.Text ?? throw new ArgumentException(
            $"{DisplayName} takes a column of text, but the features are {context.Features}.");
        var values = new ConfigurationReader(context.Configuration);
        MLContext ml = context.Context;
        IEstimator<ITransformer> features = NgramFeatures.Create(ml, text, Features, values.Whole(nameof(NgramFeatures.NgramLength), NgramFeatures.NgramLength),
            values.Flag(nameof(NgramFeatures.SplitAtPunctuation), NgramFeatures.SplitAtPunctuation));
        var trainer = new NaiveBayesTrainer(ml, context.Task.LabelColumnName, Features, Options(values, context));
        IEstimator<ITransformer> ofTask = context.Task.Key == "binary" ? trainer : ml.MulticlassClassification.Trainers.OneVersusAll(trainer, context.Task.LabelColumnName);
        // Read once for each class.
        return new EstimatorChain<ITransformer>().Append(features).AppendCacheCheckpoint(ml).Append(ofTask);
    }

    private static NaiveBayesOptions Options(ConfigurationReader values, TrialContext context) => new()
    {
        L2 = (float)values.Real(nameof(NaiveBayesOptions.L2), _defaults.L2),
        Smoothing = values.Real(nameof(NaiveBayesOptions.Smoothing), _defaults.Smoothing),
        Interpolation = values.Real(nameof(NaiveBayesOptions.Interpolation), _defaults.Interpolation),
        Threads = context.Threads,
        CancellationToken = context.CancellationToken,
    };
}
