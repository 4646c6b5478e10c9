using MLNetDeep.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>The GRU network for sequences.</summary>
internal sealed class SequenceGru : Architecture<SequenceGruOptions, SequenceShape>
{
    public override string Key => "sequencegru";

    public override string DisplayName => "Sequence GRU";

    protected override Module<Tensor, Tensor> Build(SequenceGruOptions options, SequenceShape input, OutputShape output) =>
        new SequenceRecurrentModule(new GruLayers(input.Width, options.Units, options.Layers, options.Dropout), options, input, output);

    protected override void Shrink(SequenceGruOptions options) => (options.Units, options.Layers, options.LearningRate, options.MinSteps) = (32, 1, 1e-2, 0);
}
