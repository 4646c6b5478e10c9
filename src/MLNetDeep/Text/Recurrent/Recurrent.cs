using MLNetDeep.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>The LSTM network for texts.</summary>
internal sealed class Lstm : Architecture<LstmOptions, TextShape>
{
    public override string Key => "lstm";

    public override string DisplayName => "LSTM";

    protected override Module<Tensor, Tensor> Build(LstmOptions options, TextShape input, OutputShape output) =>
        new RecurrentModule(new LstmLayers(options.Width, options.Units, options.Layers, options.Dropout), options, input, output);

    protected override void Shrink(LstmOptions options) =>
        (options.Width, options.Units, options.BatchSize, options.MinTokenCount, options.LearningRate) = (32, 16, 32, 1, 1e-2);
}

/// <summary>The GRU network for texts.</summary>
internal sealed class Gru : Architecture<GruOptions, TextShape>
{
    public override string Key => "gru";

    public override string DisplayName => "GRU";

    protected override Module<Tensor, Tensor> Build(GruOptions options, TextShape input, OutputShape output) =>
        new RecurrentModule(new GruLayers(options.Width, options.Units, options.Layers, options.Dropout), options, input, output);

    protected override void Shrink(GruOptions options) =>
        (options.Width, options.Units, options.BatchSize, options.MinTokenCount, options.LearningRate) = (32, 16, 32, 1, 1e-2);
}
