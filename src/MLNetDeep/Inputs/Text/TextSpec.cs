using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Text;

/// <summary>How a column of texts becomes numbers of tokens.</summary>
/// <param name="Column">The column.</param>
/// <param name="Settings">Of the tokenizer.</param>
/// <param name="MeanTokens">Tokens of a text, on average.</param>
/// <param name="VectorSize">Numbers of the published vectors that tokens started from; 0 where they did not.</param>
internal sealed record TextSpec(string Column, TokenizerSettings Settings, int MeanTokens, int VectorSize = 0)
    : InputSpec(new TextShape(Settings.Count, Settings.Limit) { VectorSize = VectorSize })
{
    /// <summary>The vectors that tokens start from; null where there are none, or no more.</summary>
    public WordVectors? Vectors { get; init; }

    /// <summary>The file of weights that the network starts from; null for none, or no more.</summary>
    public string? Encoder { get; init; }

    public override string? StartsFrom => Encoder;

    // Made when it is first needed: it may take a moment, and models are loaded that score nothing.
    private readonly Lazy<TextTokenizer> _tokenizer = new(() => TextTokenizer.Create(Settings));

    /// <summary>What cuts texts into tokens.</summary>
    public TextTokenizer Tokenizer => _tokenizer.Value;

    public override InputKind Kind => InputKinds.OfShape(typeof(TextShape));

    public override IReadOnlyList<string> Columns { get; } = [Column];

    public override int RowWidth => Math.Max(1, MeanTokens);

    public override InputSpec Reading(string column) => new TextSpec(column, Settings, MeanTokens, VectorSize);

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new TextReader(row, Column, _tokenizer.Value, capacity);

    public override void Check(DataViewSchema schema)
    {
        if (ColumnChecks.Find(schema, "feature", Column).Type is var type and not TextDataViewType)
            throw ColumnErrors.Mismatch("feature", Column, "text", ColumnErrors.Describe(type));
    }

    public override NetworkInput Stage(FeatureLearner? learnt) => new TextStage((TextShape)Shape);

    public override void Start(Module body)
    {
        if (Vectors is null) return;
        if (body is not IStartsFromVectors starts)
            throw new ArgumentException($"{nameof(TextTrainerOptions.WordVectorsFile)} is for the networks of this product: a module of one's own ({body.GetName()}) gets numbers of tokens alone.");
        using var scope = NewDisposeScope();
        var (all, known) = (new float[(long)Settings.Count * VectorSize], new float[Settings.Count]);
        for (var i = 0; i < Vectors.Of.Count; i++)
        {
            if (Vectors.Of[i] is not { } vector) continue;
            vector.CopyTo(all, (TokenizerSettings.First + i) * (long)VectorSize);
            known[TokenizerSettings.First + i] = 1;
        }
        starts.Start(tensor(all, [Settings.Count, VectorSize]), tensor(known, [Settings.Count, 1]));
    }

    public override InputSpec Trained() => this with { Vectors = null, Encoder = null };

    public override InputSaving Saving(MLContext ml) => new TextSaving(ml, this);

    public override void Write(JsonObject saved) => SavedJson.Add(saved, new Written(Column, "Text", Settings, MeanTokens, VectorSize));

    /// <summary>What a model file says of it.</summary>
    internal sealed record Written(string FeatureColumn, string? FeatureSource, TokenizerSettings? Tokenizer, int MeanTokens, int VectorSize = 0);
}
