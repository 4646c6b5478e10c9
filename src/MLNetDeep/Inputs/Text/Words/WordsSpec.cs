using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Text;

/// <summary>How a column of words becomes numbers of tokens, and one of tags numbers of tags.</summary>
/// <param name="Text">The words, as a text.</param>
/// <param name="TagsColumn">The tags.</param>
/// <param name="Tags">The names of the tags; number 1 is the first.</param>
internal sealed record WordsSpec(TextSpec Text, string TagsColumn, IReadOnlyList<string> Tags) : InputSpec(new WordsShape((TextShape)Text.Shape, Tags.Count))
{
    public override InputKind Kind => WordsInput.Single;

    public override IReadOnlyList<string> Columns { get; } = [Text.Column, TagsColumn];

    // A token and its tag.
    public override int RowWidth => 2 * Text.RowWidth;

    public override string? StartsFrom => Text.StartsFrom;

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new WordsReader(row, this, capacity);

    public override void Check(DataViewSchema schema) => WordsInput.Single.Check(new FeatureRequest(Columns, "", []), schema);

    public override NetworkInput Stage(FeatureLearner? learnt) => new WordsStage();

    public override void Start(Module body) => Text.Start(((IHasEncoder)body).Encoder);

    public override InputSpec Trained() => this with { Text = (TextSpec)Text.Trained() };

    public override InputSaving Saving(MLContext ml) => throw new NotSupportedException("A tagger saves itself.");

    public override void Write(JsonObject saved) => throw new NotSupportedException("A tagger saves itself.");
}
