using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tasks;

/// <summary>
/// Columns for a promised schema. They cannot be made from outside ML.NET, so they are borrowed: what one of its own trainers
/// promises for columns like ours is what a trainer here promises.
/// </summary>
internal static class PromisedColumns
{
    private const string Label = "MLNetDeepBorrowedLabel", Features = "MLNetDeepBorrowedFeatures";

    /// <summary>PredictedLabel and Score for a label that is a key.</summary>
    public static IEnumerable<SchemaShape.Column> Multiclass(MLContext ml, SchemaShape input, string labelColumn) => Added(
        ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(labelColumn, Features).GetOutputSchema(With<FeaturesOnly>(ml, input)));

    /// <summary>PredictedLabel, Score and Probability.</summary>
    public static IEnumerable<SchemaShape.Column> Binary(MLContext ml, SchemaShape input) => Added(
        ml.BinaryClassification.Trainers.LbfgsLogisticRegression(Label, Features).GetOutputSchema(With<BinaryLabel>(ml, input)));

    /// <summary>A Score that is one number.</summary>
    public static IEnumerable<SchemaShape.Column> Number(MLContext ml, SchemaShape input) => Added(
        ml.Regression.Trainers.LbfgsPoissonRegression(Label, Features).GetOutputSchema(With<NumberLabel>(ml, input)));

    /// <summary>A Score that is a vector with names of its slots.</summary>
    public static SchemaShape.Column Vector(MLContext ml, SchemaShape input)
    {
        var keyed = ml.Transforms.Conversion.MapValueToKey(Label).GetOutputSchema(With<TextLabel>(ml, input));
        return Multiclass(ml, keyed, Label).Single(c => c.Name == ScoreAnnotations.Score);
    }

    /// <summary>A vector of numbers.</summary>
    public static SchemaShape.Column Numbers(MLContext ml, SchemaShape input, string name) =>
        ml.Transforms.CopyColumns(name, Features).GetOutputSchema(With<FeaturesOnly>(ml, input)).Single(c => c.Name == name);

    /// <summary>A PredictedLabel that is a vector of flags.</summary>
    public static SchemaShape.Column Flags(MLContext ml, SchemaShape input) =>
        With<FlagVector>(ml, input).Single(c => c.Name == ScoreAnnotations.PredictedLabel);

    private static SchemaShape With<T>(MLContext ml, SchemaShape input) where T : class, new() =>
        ml.Transforms.CustomMapping<NoColumns, T>((_, _) => { }, null).GetOutputSchema(input);

    private static IEnumerable<SchemaShape.Column> Added(SchemaShape shape) =>
        shape.Where(c => c.Name is ScoreAnnotations.Score or ScoreAnnotations.PredictedLabel or ScoreAnnotations.Probability);

    private sealed class NoColumns
    {
    }

    private class FeaturesOnly
    {
        [VectorType(1)]
        public float[]? MLNetDeepBorrowedFeatures { get; set; }
    }

    private sealed class BinaryLabel : FeaturesOnly
    {
        public bool MLNetDeepBorrowedLabel { get; set; }
    }

    private sealed class NumberLabel : FeaturesOnly
    {
        public float MLNetDeepBorrowedLabel { get; set; }
    }

    private sealed class TextLabel
    {
        public string? MLNetDeepBorrowedLabel { get; set; }
    }

    private sealed class FlagVector
    {
        [VectorType(1)]
        public bool[]? PredictedLabel { get; set; }
    }
}
