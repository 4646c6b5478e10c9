using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Text;

/// <summary>How a column of texts becomes numbers of tokens.</summary>
/// <param name="Column">The column.</param>
/// <param name="Settings">Of the tokenizer.</param>
/// <param name="MeanTokens">Tokens of a text, on average.</param>
internal sealed record TextSpec(string Column, TokenizerSettings Settings, int MeanTokens) : InputSpec(new TextShape(Settings.Count, Settings.Limit))
{
    // Made when it is first needed: it may take a moment, and models are loaded that score nothing.
    private readonly Lazy<TextTokenizer> _tokenizer = new(() => TextTokenizer.Create(Settings));

    public override InputKind Kind => InputKinds.OfShape(typeof(TextShape));

    public override IReadOnlyList<string> Columns { get; } = [Column];

    public override int RowWidth => Math.Max(1, MeanTokens);

    public override InputSpec Reading(string column) => new TextSpec(column, Settings, MeanTokens);

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new TextReader(row, Column, _tokenizer.Value, capacity);

    public override void Check(DataViewSchema schema)
    {
        if (ColumnChecks.Find(schema, "feature", Column).Type is var type and not TextDataViewType)
            throw ColumnErrors.Mismatch("feature", Column, "text", ColumnErrors.Describe(type));
    }

    public override NetworkInput Stage(FeatureLearner? learnt) => new TextStage((TextShape)Shape);

    public override InputSaving Saving(MLContext ml) => new TextSaving(ml, this);

    public override void Write(JsonObject saved) => SavedJson.Add(saved, new Written(Column, "Text", Settings, MeanTokens));

    /// <summary>What a model file says of it.</summary>
    internal sealed record Written(string FeatureColumn, string? FeatureSource, TokenizerSettings? Tokenizer, int MeanTokens);
}
