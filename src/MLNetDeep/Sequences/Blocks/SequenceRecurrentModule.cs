using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>
/// A recurrent network that reads sequences forwards and backwards (Schuster, Paliwal, Bidirectional Recurrent Neural Networks, 1997), and takes the mean of its states, weighted by attention (Yang et al., Hierarchical
/// Attention Networks, 2016); beside it, where wanted, the largest value of each number over all steps. Shapes: [rows, longest, width + 1] → [rows, outputs].
/// </summary>
internal sealed class SequenceRecurrentModule : SequenceBody
{
    private readonly RecurrentLayers _layers;
    private readonly AttentionPooling _pooling;

    public SequenceRecurrentModule(RecurrentLayers layers, SequenceRecurrentOptions options, SequenceShape input, OutputShape output) : base(nameof(SequenceRecurrentModule), input, options.Dropout)
    {
        _layers = layers;
        register_module("layers", layers.Module);
        _pooling = new AttentionPooling(Part("look", Linear(2L * options.Units, options.Units)), Part("weigh", Linear(options.Units, 1, hasBias: false)), options.MaxPooling);
        AddHead((options.MaxPooling ? 4L : 2) * options.Units, output);
    }

    protected override OnnxValue Embed(OnnxComposer composer, OnnxValue steps, OnnxValue mask) => _pooling.Export(composer, _layers.Export(composer, steps, mask), mask);

    protected override Tensor Embed(Tensor steps, Tensor mask) => _pooling.Run(_layers.Run(steps, mask), mask);
}
