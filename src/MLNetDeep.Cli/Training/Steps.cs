using Microsoft.ML;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Tasks;

namespace MLNetDeep.Cli.Training;

/// <summary>The stages of a pipeline around the trainer.</summary>
internal static class Steps
{
    // Classical trainers want one vector of one length: images are made this large.
    private const int SideForVectors = 32;

    /// <summary>Numbers and categories to one vector; an image column stays as it is, and so do the columns of a table.</summary>
    public static IEstimator<ITransformer>? Features(MLContext ml, InputColumns columns, Architecture architecture) =>
        columns.Image is not null || architecture.InputKind == InputKind.Table ? null : Join(ml, columns);

    private static IEstimator<ITransformer> Join(MLContext ml, InputColumns columns)
    {
        string[] parts = [.. columns.Numeric, .. columns.Categories];
        IEstimator<ITransformer> join = ml.Transforms.Concatenate(columns.Feature, parts);
        return columns.Categories.Count == 0 ? join : OneHot(ml, columns.Categories).Append(join);
    }

    /// <summary>The same for trainers that know no images.</summary>
    public static IEstimator<ITransformer> Vectors(MLContext ml, InputColumns columns) =>
        columns.Image is null
            ? Join(ml, columns)
            : ml.Transforms.LoadImages("Image", imageFolder: null, columns.Image)
                .Append(ml.Transforms.ResizeImages("Image", SideForVectors, SideForVectors))
                .Append(ml.Transforms.ExtractPixels("Pixels", "Image"))
                .Append(ml.Transforms.NormalizeMinMax("Features", "Pixels"));

    /// <summary>The trainer of a network for these columns.</summary>
    public static DeepTrainer Trainer(MLContext ml, CommandTask task, Architecture architecture, InputColumns columns, TrainerOptions options) =>
        task.Catalog(ml.Deep()).FromArchitecture(architecture, columns.Label, columns.FeaturesFor(architecture), options);

    private static IEstimator<ITransformer> OneHot(MLContext ml, IReadOnlyList<string> names) =>
        ml.Transforms.Categorical.OneHotEncoding([.. names.Select(name => new InputOutputColumnPair(name))]);
}
