using MLNetDeep.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>The LSTM network for sequences.</summary>
internal sealed class SequenceLstm : Architecture<SequenceLstmOptions, SequenceShape>
{
    public override string Key => "sequencelstm";

    public override string DisplayName => "Sequence LSTM";

    protected override Module<Tensor, Tensor> Build(SequenceLstmOptions options, SequenceShape input, OutputShape output) =>
        new SequenceRecurrentModule(new LstmLayers(input.Width, options.Units, options.Layers, options.Dropout), options, input, output);

    protected override void Shrink(SequenceLstmOptions options) => (options.Units, options.Layers, options.LearningRate, options.MinSteps) = (32, 1, 1e-2, 0);
}
