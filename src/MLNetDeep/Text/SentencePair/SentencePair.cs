using MLNetDeep.Inputs;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>A network over two texts, both of which go through one network for texts.</summary>
internal sealed class SentencePair : Architecture
{
    public override string Key => "sentencepair";

    public override string DisplayName => "Sentence pair";

    public override InputKind InputKind => InputKinds.OfShape(typeof(CombinedShape));

    public override Type OptionsType => typeof(SentencePairOptions);

    internal override bool CanBePart => false;

    public override TrainerOptions CreateSmallOptions() => new SentencePairOptions { EmbeddingWidth = 16, Width = 32, BatchSize = 32, LearningRate = 3e-3 };

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) => new SentencePairModule((SentencePairOptions)options, (CombinedShape)input, output);
}
