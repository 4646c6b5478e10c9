using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Sequences;

/// <summary>
/// A temporal convolutional network. Bai et al., An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence Modeling (2018): residual blocks of two causal convolutions, each block with twice the dilation of the one
/// before; then mean and maximum over all steps and a linear layer. No step sees a later one, nor what stands behind the end. Shapes: [rows, longest, width + 1] → [rows, outputs].
/// </summary>
internal sealed class SequenceTcnModule : SequenceBody
{
    // A sequence of one step has blocks too.
    private const int Fewest = 2, Most = 12;
    private readonly List<CausalBlock> _blocks = [];

    public SequenceTcnModule(SequenceTcnOptions options, SequenceShape input, OutputShape output) : base(nameof(SequenceTcnModule), input, options.Dropout)
    {
        var (seen, dilation) = (1L, 1);
        bool IsWanted() => options.Blocks > 0 ? _blocks.Count < options.Blocks : _blocks.Count < Fewest || (seen < input.MeanLength && _blocks.Count < Most);
        for (; IsWanted(); dilation *= 2)
        {
            _blocks.Add(Part($"block{_blocks.Count}", new CausalBlock(_blocks.Count == 0 ? Width : options.Filters, options.Filters, options.KernelSize, dilation, options.Dropout)));
            seen += 2L * (options.KernelSize - 1) * dilation;
        }
        AddHead(2L * options.Filters, output);
    }

    protected override OnnxValue Embed(OnnxComposer composer, OnnxValue steps, OnnxValue mask)
    {
        var states = _blocks.Aggregate(Permute.Transpose(composer, steps, 0, 2, 1), (value, block) => composer.Apply(block, value));
        return MeanAndMaximum.Of(composer, Permute.Transpose(composer, states, 0, 2, 1), mask);
    }

    protected override Tensor Embed(Tensor steps, Tensor mask)
    {
        var states = _blocks.Aggregate(steps.transpose(1, 2), (value, block) => block.call(value));
        return MeanAndMaximum.Of(states.transpose(1, 2), mask);
    }
}
