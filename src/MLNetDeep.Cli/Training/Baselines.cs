using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Training;

/// <summary>ML.NET's own trainers that networks are compared with.</summary>
internal static class Baselines
{
    private static readonly Dictionary<string, Func<MLContext, string, string, IEstimator<ITransformer>>> _multiclass =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["lightgbm"] = (ml, label, features) => ml.MulticlassClassification.Trainers.LightGbm(label, features),
            // ML.NET has no FastTree for many classes: one tree ensemble for each class.
            ["fasttree"] = (ml, label, features) => ml.MulticlassClassification.Trainers.OneVersusAll(
                ml.BinaryClassification.Trainers.FastTree(label, features), label),
            ["sdca"] = (ml, label, features) => Scaled(ml, features).Append(
                ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(label, features)),
            ["lbfgs"] = (ml, label, features) => Scaled(ml, features).Append(
                ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(label, features)),
        };

    public static IEnumerable<string> Keys => _multiclass.Keys;

    /// <summary>Fails for a name that is none, before any data is read.</summary>
    public static void Check(IEnumerable<string> keys)
    {
        foreach (string key in keys.Where(key => !_multiclass.ContainsKey(key)))
            throw new UsageException($"Unknown baseline '{key}'. Baselines are {string.Join(", ", Keys)}.");
    }

    public static IEstimator<ITransformer> Create(MLContext ml, string key, string label, string features) =>
        _multiclass[key](ml, label, features);

    // Linear trainers expect features of like size.
    private static IEstimator<ITransformer> Scaled(MLContext ml, string features) => ml.Transforms.NormalizeMinMax(features);
}
