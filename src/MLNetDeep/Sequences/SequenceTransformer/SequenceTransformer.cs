using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>The transformer for sequences.</summary>
internal sealed class SequenceTransformer : Architecture<SequenceTransformerOptions, SequenceShape>
{
    public override string Key => "sequencetransformer";

    public override string DisplayName => "Sequence Transformer";

    protected override Module<Tensor, Tensor> Build(SequenceTransformerOptions options, SequenceShape input, OutputShape output) => new SequenceTransformerModule(options, input, output);

    protected override void Shrink(SequenceTransformerOptions options) =>
        (options.Width, options.Heads, options.Layers, options.Expansion, options.LearningRate, options.MinSteps) = (32, 2, 1, 2, 3e-3, 0);
}
