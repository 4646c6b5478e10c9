using MLNetDeep.Inputs.Text;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>A network for texts that gives every word a tag. It is not in the registry, as its answers are no scores of rows.</summary>
/// <param name="inner">The network's architecture.</param>
internal sealed class Tagger(Architecture inner) : Architecture
{
    public override string Key => "tagger";

    public override string DisplayName => $"Tagger by {inner.DisplayName}";

    public override InputKind InputKind => WordsInput.Single;

    public override Type OptionsType => inner.OptionsType;

    internal override bool CanBePart => false;

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output)
    {
        var shape = (WordsShape)input;
        var body = inner.Build(options, shape.Text, new OutputShape(1) { Kind = OutputKind.Numbers });
        if (body is TextBody text and IGivesTokenStates) return new TaggerModule(text, shape.Tags);
        body.Dispose();
        throw new ArgumentException($"{inner.DisplayName} has no hidden state for each token: take TextTransformer, Lstm or Gru.");
    }
}
