using MLNetDeep.Inputs;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Fusion;

/// <summary>A network over several inputs, each of which has a network of its own.</summary>
internal sealed class Combined : Architecture
{
    public override string Key => "combined";

    public override string DisplayName => "Combined";

    public override InputKind InputKind => InputKinds.OfShape(typeof(CombinedShape));

    public override Type OptionsType => typeof(CombinedOptions);

    internal override bool CanBePart => false;

    public override TrainerOptions CreateSmallOptions() => new CombinedOptions { EmbeddingWidth = 16, Width = 32, BatchSize = 32, LearningRate = 3e-3 };

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) => new CombinedModule((CombinedOptions)options, (CombinedShape)input, output);
}
