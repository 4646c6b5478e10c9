using Microsoft.ML;
using MLNetDeep.Bench.Generative;

namespace MLNetDeep.Bench.Contrastive;

/// <summary>Handwritten digits: as many labelled ones of each class, drawn by the seed.</summary>
internal sealed class DigitRuns(Digits digits, string key, int labelled, RunSettings settings, bool isValidation, string encoders)
{
    private const int Fold = 5;

    public Dictionary<string, double> Run(string way, int seed)
    {
        var ml = new MLContext(seed);
        var random = new Random(seed);
        var (train, test) = isValidation ? ([.. digits.Train.Where((_, i) => i % Fold > 0)], [.. digits.Train.Where((_, i) => i % Fold == 0)]) : (digits.Train, digits.Test);
        var few = train.OrderBy(_ => random.Next()).GroupBy(d => d.Label).SelectMany(group => group.Take(labelled / Digits.Classes)).ToList();
        var rows = new FewLabels(Digits.Keyed(ml, train), Digits.Keyed(ml, few), Digits.Keyed(ml, test), ["Pixels"], "Label");
        var architecture = ArchitectureRegistry.Get(key);
        TrainerOptions Options(bool hasLabels)
        {
            var options = (ImageTrainerOptions)architecture.CreateOptions();
            // Of so few labels none can be spared; and embeddings grow better for long after the loss of rows held out has stopped to fall.
            (options.Seed, options.BatchSize, options.MaxEpochs, options.Patience, options.ValidationFraction) = (seed, hasLabels ? 32 : 256, 100, 100, 0);
            if (!hasLabels) options.LearningRate = 3e-3;
            // The default views of small grayscale images, as an augmentation.
            if (way == "augmented") (options.CropPadding, options.CropScale, options.Rotation, options.Brightness, options.Contrast, options.Noise) = (0.125, 0.6, 15, 0.2, 0.4, 0.05);
            OptionCatalog.Apply(options, [.. settings.Both, .. hasLabels ? settings.Train : settings.Pretrain]);
            return options;
        }
        Dictionary<string, double> Measure(IDataView scored) => new() { ["Accuracy"] = 100 * ml.MulticlassClassification.Evaluate(scored).MicroAccuracy };
        return rows.Run(way, ml, ml.Deep().MulticlassClassification, architecture, Options, settings.ToViews(), Measure, ml.Transforms.NormalizeMeanVariance("Embedding").Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", "Embedding")),
            Path.Combine(encoders, $"digits-{key}-{seed}{(isValidation ? "-v" : "")}.zip"));
    }
}
