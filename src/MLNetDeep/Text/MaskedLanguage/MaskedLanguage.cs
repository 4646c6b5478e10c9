using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>A network for texts that learns without labels to find words that are hidden. It is not in the registry: nothing is scored with it.</summary>
/// <param name="inner">The network's architecture.</param>
/// <param name="share">The share of tokens that are hidden.</param>
internal sealed class MaskedLanguage(Architecture inner, double share) : Architecture
{
    public override string Key => "maskedlanguage";

    public override string DisplayName => $"Masked language model of {inner.DisplayName}";

    public override InputKind InputKind => inner.InputKind;

    public override Type OptionsType => inner.OptionsType;

    internal override bool CanBePart => false;

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output)
    {
        var body = inner.Build(options, input, new OutputShape(1) { Kind = OutputKind.Numbers });
        if (body is TextBody text and IGivesTokenStates) return new MaskedLanguageModule(text, ((TextShape)input).Vocabulary, share);
        body.Dispose();
        throw new ArgumentException($"{inner.DisplayName} has no hidden state for each token: take TextTransformer, Lstm or Gru.");
    }
}
