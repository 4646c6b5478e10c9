using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;

namespace MLNetDeep.Inputs.Sequences;

/// <summary>How a column of numbers becomes sequences.</summary>
/// <param name="Column">The column.</param>
/// <param name="Channels">Numbers of a step.</param>
/// <param name="MaxLength">The most steps that are taken.</param>
/// <param name="Flagged">The channels of which training rows had missing values: each has a flag.</param>
/// <param name="MeanLength">Steps on average.</param>
internal sealed record SequenceSpec(string Column, int Channels, int MaxLength, IReadOnlyList<int> Flagged, int MeanLength)
    : InputSpec(new SequenceShape(Channels + Flagged.Count, MaxLength) { MeanLength = MeanLength })
{
    // Steps that are scored at once.
    private const int MostSteps = 65_536;

    public override InputKind Kind => InputKinds.OfShape(typeof(SequenceShape));

    public override IReadOnlyList<string> Columns { get; } = [Column];

    public override int RowWidth => MeanLength * Channels;

    public override int MostScored => Math.Clamp(MostSteps / MeanLength, 1, 256);

    public override InputSpec Reading(string column) => new SequenceSpec(column, Channels, MaxLength, Flagged, MeanLength);

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new SequenceReader(row, this, capacity, strict, faults);

    public override Exception Describe(IReadOnlyList<(long Row, Exception Fault)> first, long count) => new InvalidOperationException(
        $"{(count == 1 ? "1 sequence is" : $"{count} sequences are")} not valid (rows are counted from 1): {string.Join("; ", first.Select(fault => $"row {fault.Row + 1}: column '{Column}' holds {fault.Fault.Message}"))}{(count > first.Count ? "; …" : "")}.");

    public override FeatureLearner Learner() => new SequenceStatistics(Channels);

    public override void Check(DataViewSchema schema)
    {
        var form = ColumnForm.Of(ColumnChecks.Find(schema, "feature", Column).Type);
        if (!((SequenceInput)Kind).Takes(form)) throw ColumnErrors.Mismatch("feature", Column, "a vector of numbers", form.Text);
    }

    public override string? Differs(TrainerOptions options) => options is SequenceTrainerOptions other && (other.Channels, other.MaxLength) != (Channels, MaxLength)
        ? $"{nameof(SequenceTrainerOptions.Channels)} {other.Channels} and {nameof(SequenceTrainerOptions.MaxLength)} {other.MaxLength} in place of {Channels} and {MaxLength}"
        : null;

    public override NetworkInput Stage(FeatureLearner? learnt) => new SequenceStage(this, learnt as SequenceStatistics);

    public override InputSaving Saving(MLContext ml) => new SequenceSaving(ml, this);

    public override void Write(JsonObject saved) =>
        saved["sequence"] = JsonSerializer.SerializeToNode(new Written(Column, Channels, MaxLength, [.. Flagged], MeanLength), SavedJson.Settings);

    /// <summary>What a model file says of it.</summary>
    internal sealed record Written(string Column, int Channels, int MaxLength, int[] Flagged, int MeanLength);
}
