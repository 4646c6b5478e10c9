using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Sequences;

/// <summary>A column of sequences: vectors of numbers, of any length, step after step.</summary>
internal sealed class SequenceInput : ColumnInput
{
    public override string Key => "sequence";

    public override string DisplayName => "sequence";

    public override Type OptionsType => typeof(SequenceTrainerOptions);

    public override IReadOnlyList<string> Forms { get; } = ["a vector of numbers"];

    internal override bool HasNetworkOptions => true;

    internal override Type ShapeType => typeof(SequenceShape);

    public override bool Takes(ColumnForm form) => form is { IsKey: false, IsVector: true, Item: NumberDataViewType };

    internal override InputSpec Find(InputSearch search)
    {
        var options = (SequenceTrainerOptions)search.Options;
        var found = SequenceLearner.Learn(search, search.Request.Names![0], options);
        search.KnownRows = found.Rows;
        if (found.Rows > 0)
            search.Info(FormattableString.Invariant($"Sequences of '{found.Spec.Column}': {found.MeanLength:f1} steps on average, {found.LongestRow} at most; missing values in {found.Spec.Flagged.Count} of {options.Channels} channels."));
        if (found.Cut > 0)
            search.Warn($"{found.Cut} of {found.Rows} sequences have more than {nameof(SequenceTrainerOptions.MaxLength)} ({options.MaxLength}) steps and are truncated.");
        if (found.Empty > 0)
            search.Warn($"{found.Empty} of {found.Rows} sequences are empty: each counts as one step of which nothing is known.");
        return found.Spec;
    }

    internal override InputSpec? Read(JsonObject saved) => saved["sequence"]?.Deserialize<SequenceSpec.Written>(SavedJson.Settings) is { } written
        ? new SequenceSpec(written.Column, written.Channels, written.MaxLength, written.Flagged, written.MeanLength)
        : null;
}
