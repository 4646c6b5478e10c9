using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Text;

/// <summary>A column of texts.</summary>
internal sealed class TextInput : ColumnInput
{
    public override string Key => "text";

    public override string DisplayName => "text";

    public override Type OptionsType => typeof(TextTrainerOptions);

    public override IReadOnlyList<string> Forms { get; } = ["text"];

    internal override bool HasNetworkOptions => true;

    internal override Type ShapeType => typeof(TextShape);

    public override bool Takes(ColumnForm form) => form is { IsKey: false, IsVector: false, Item: TextDataViewType };

    internal override InputSpec Find(InputSearch search) => FindAlike(search, [search.Request.Names![0]])[0];

    internal override IReadOnlyList<InputSpec> FindAlike(InputSearch search, IReadOnlyList<string> columns)
    {
        var options = (TextTrainerOptions)search.Options;
        var found = TextLearner.Learn(search, columns, options);
        search.KnownRows = found.Rows / columns.Count;
        if (found.Rows > 0)
            search.Info(FormattableString.Invariant($"Vocabulary of '{string.Join("' and '", columns)}': {found.Settings.Count} tokens ({options.Tokenization}). Text length: {found.MeanTokens:f1} tokens on average, {found.LongestText} at most."));
        if (found.Cut > 0)
            search.Warn($"{found.Cut} of {found.Rows} texts have more than {nameof(TextTrainerOptions.MaxTokens)} ({options.MaxTokens}) tokens and are truncated.");
        if (found.Empty > 0)
            search.Warn($"{found.Empty} of {found.Rows} texts are empty or missing: each counts as one unknown token.");
        if (found.Vectors is { } vectors)
            search.Info(FormattableString.Invariant($"Word vectors: {vectors.Found} of {vectors.Of.Count} words start from those of '{options.WordVectorsFile}' ({vectors.Size} numbers each); {found.Added} of them do not occur in the training texts."));
        return [.. columns.Select(column => new TextSpec(column, found.Settings, (int)Math.Ceiling(found.MeanTokens), found.Vectors?.Size ?? 0) { Vectors = found.Vectors, Encoder = options.PretrainedEncoder })];
    }

    internal override InputSpec? Read(JsonObject saved) => saved.Deserialize<TextSpec.Written>(SavedJson.Settings) is { Tokenizer: { } tokenizer } written
        ? new TextSpec(written.FeatureColumn, tokenizer, written.MeanTokens, written.VectorSize)
        : null;
}
