using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>The temporal convolutional network for sequences.</summary>
internal sealed class SequenceTcn : Architecture<SequenceTcnOptions, SequenceShape>
{
    public override string Key => "sequencetcn";

    public override string DisplayName => "Sequence TCN";

    protected override Module<Tensor, Tensor> Build(SequenceTcnOptions options, SequenceShape input, OutputShape output) => new SequenceTcnModule(options, input, output);

    protected override void Shrink(SequenceTcnOptions options) => (options.Filters, options.LearningRate, options.MinSteps) = (32, 1e-2, 0);
}
