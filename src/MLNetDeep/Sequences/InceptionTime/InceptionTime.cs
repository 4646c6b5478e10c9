using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>InceptionTime.</summary>
internal sealed class InceptionTime : Architecture<InceptionTimeOptions, SequenceShape>
{
    public override string Key => "inceptiontime";

    public override string DisplayName => "InceptionTime";

    protected override Module<Tensor, Tensor> Build(InceptionTimeOptions options, SequenceShape input, OutputShape output) => new InceptionTimeModule(options, input, output);

    protected override void Shrink(InceptionTimeOptions options) =>
        (options.Depth, options.Filters, options.Bottleneck, options.KernelSize, options.LearningRate, options.MinSteps) = (3, 8, 8, 10, 1e-2, 0);
}
