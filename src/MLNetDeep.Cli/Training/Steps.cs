using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Training;

/// <summary>The stages of a pipeline around the trainer.</summary>
internal static class Steps
{
    // Classical trainers want one vector of one length: images are made this large.
    private const int SideForVectors = 32;

    /// <summary>Label texts to keys. Kept apart from the model, which then scores rows that have no label.</summary>
    public static ITransformer FitLabels(MLContext ml, IDataView data, string label) =>
        ml.Transforms.Conversion.MapValueToKey(label, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(data);

    /// <summary>Label texts to the keys that a model scores.</summary>
    public static IDataView MapLabels(MLContext ml, IDataView scored, string label, IEnumerable<string> classes)
    {
        if (scored.Schema[label].Type is KeyDataViewType)
            return scored;
        IDataView keys = ml.Data.LoadFromEnumerable(classes.Select(name => new ClassName { Value = name }));
        return ml.Transforms.Conversion.MapValueToKey(label, keyData: keys).Fit(scored).Transform(scored);
    }

    /// <summary>Numbers and categories to one vector; an image column stays as it is.</summary>
    public static IEstimator<ITransformer>? Features(MLContext ml, InputColumns columns)
    {
        if (columns.Image is not null)
            return null;
        string[] parts = [.. columns.Numeric, .. columns.Categories];
        IEstimator<ITransformer> join = ml.Transforms.Concatenate(columns.Feature, parts);
        return columns.Categories.Count == 0 ? join : OneHot(ml, columns.Categories).Append(join);
    }

    /// <summary>The same for trainers that know no images.</summary>
    public static IEstimator<ITransformer> Vectors(MLContext ml, InputColumns columns) =>
        columns.Image is null
            ? Features(ml, columns)!
            : ml.Transforms.LoadImages("Image", imageFolder: null, columns.Image)
                .Append(ml.Transforms.ResizeImages("Image", SideForVectors, SideForVectors))
                .Append(ml.Transforms.ExtractPixels("Pixels", "Image"))
                .Append(ml.Transforms.NormalizeMinMax("Features", "Pixels"));

    /// <summary>Predicted keys back to the texts of the label.</summary>
    public static IEstimator<ITransformer> Names(MLContext ml) => ml.Transforms.Conversion.MapKeyToValue("PredictedLabel");

    private static IEstimator<ITransformer> OneHot(MLContext ml, IReadOnlyList<string> names) =>
        ml.Transforms.Categorical.OneHotEncoding([.. names.Select(name => new InputOutputColumnPair(name))]);

    private sealed class ClassName
    {
        public string Value { get; set; } = "";
    }
}
