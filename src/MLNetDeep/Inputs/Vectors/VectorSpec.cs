using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;

namespace MLNetDeep.Inputs.Vectors;

/// <summary>How a column of numbers becomes a row of standard numbers.</summary>
/// <param name="Column">The column.</param>
/// <param name="Width">Numbers in a row.</param>
internal sealed record VectorSpec(string Column, int Width) : InputSpec(new TableShape(Width))
{
    /// <summary>What a model file says that it holds.</summary>
    public const string Numbers = nameof(Numbers);

    /// <summary>Whether numbers become standard; else the network takes them as they are.</summary>
    public bool IsStandard { get; init; } = true;

    public override InputKind Kind => InputKinds.Get("vector");

    public override IReadOnlyList<string> Columns { get; } = [Column];

    public override int RowWidth => Width;

    public override int MostScored => 1024;

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new NumberReader(row, this, capacity, strict);

    public override FeatureLearner Learner() => new FeatureStatistics(Shape);

    public override void Check(DataViewSchema schema)
    {
        var type = ColumnChecks.Find(schema, "feature", Column).Type;
        if (!ColumnForm.Of(type).IsNumbers || (type is VectorDataViewType vector ? vector.Size : 1) != Width)
            throw ColumnErrors.Mismatch("feature", Column, $"Vector<Single, {Width}>", ColumnErrors.Describe(type));
    }

    public override NetworkInput Stage(FeatureLearner? learnt) => new StandardStage(Shape, IsStandard ? learnt as FeatureStatistics : null);

    public override InputSaving Saving(MLContext ml) => new NumberSaving(ml, Column, Width);

    public override void Write(JsonObject saved) => SavedJson.Add(saved, new Written(Column, Numbers, [Width], ToGrey: false));

    /// <summary>What a model file says of it.</summary>
    internal sealed record Written(string FeatureColumn, string? FeatureSource, int[]? InputShape, bool ToGrey);
}
