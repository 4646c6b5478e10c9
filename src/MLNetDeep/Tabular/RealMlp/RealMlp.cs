using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>RealMLP: a network of hidden layers with well-chosen defaults.</summary>
internal sealed class RealMlp : Architecture<RealMlpOptions, TableShape>
{
    public override string Key => "realmlp";

    public override string DisplayName => "RealMLP";

    protected override Module<Tensor, Tensor> Build(RealMlpOptions options, TableShape input, OutputShape output) =>
        new RealMlpModule(options, input, output);

    protected override void Shrink(RealMlpOptions options) =>
        (options.Width, options.Layers, options.BatchSize, options.MaxEpochs, options.MinCategoryCount) = (32, 2, 32, 20, 2);
}
