using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Layers;

namespace MLNetDeep.Inputs.Conditioned;

/// <summary>How a column of images or numbers, and one of conditions, become what a generative network takes.</summary>
/// <param name="Values">The images or numbers.</param>
/// <param name="ConditionColumn">The column of conditions; null for none.</param>
/// <param name="Conditions">What its keys stand for, in their order.</param>
internal sealed record ConditionedSpec(InputSpec Values, string? ConditionColumn, IReadOnlyList<string> Conditions)
    : InputSpec(new ConditionedShape(Values.Shape, ConditionColumn is null ? 0 : Conditions.Count))
{
    /// <summary>The kind of input that made it.</summary>
    public required InputKind Owner { get; init; }

    public override InputKind Kind => Owner;

    public override IReadOnlyList<string> Columns { get; } = ConditionColumn is null ? Values.Columns : [.. Values.Columns, ConditionColumn];

    public override int RowWidth => Values.RowWidth;

    public override long RowBytes => Values.RowBytes + (ConditionColumn is null ? 0 : sizeof(long));

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null)
    {
        var values = Values.Open(row, capacity, strict, faults);
        return ConditionColumn is null ? values : new ConditionedReader(values, row, ConditionColumn, Conditions.Count, capacity);
    }

    public override FeatureLearner Learner() => new ConditionedLearner(Values.Learner(), (int)Values.Shape.Dimensions[0]);

    public override Exception Describe(IReadOnlyList<(long Row, Exception Fault)> first, long count) => Values.Describe(first, count);

    public override void Check(DataViewSchema schema)
    {
        Values.Check(schema);
        if (ConditionColumn is not null && ConditionedInput.CheckCondition(schema, ConditionColumn) is var count && count != Conditions.Count)
            throw ColumnErrors.Mismatch("condition", ConditionColumn, $"the {Conditions.Count} keys of the training", $"{count}");
    }

    public override NetworkInput Stage(FeatureLearner? learnt) => new ConditionedStage(Values.Stage((learnt as ConditionedLearner)?.Values), learnt as ConditionedLearner);

    public override InputSaving Saving(MLContext ml) => new ConditionedSaving(ml, Values.Saving(ml), ConditionColumn, Conditions.Count);

    public override void Write(JsonObject saved) => throw new NotSupportedException("A generative model saves itself.");

    internal override IRowChange? Changes(FeatureLearner? learnt, TrainerOptions options) =>
        Values.Changes((learnt as ConditionedLearner)?.Values, options) is { } change ? new ValueChanges(change) : null;

    // Conditions stay.
    private sealed class ValueChanges(IRowChange change) : IRowChange
    {
        public void Change(Features rows, long pass, long first) => change.Change(new Features(rows.Parts[0]), pass, first);
    }
}
