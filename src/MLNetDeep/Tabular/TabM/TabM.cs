using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>TabM: an ensemble of networks of neurons in one.</summary>
internal sealed class TabM : Architecture<TabMOptions, TableShape>
{
    public override string Key => "tabm";

    public override string DisplayName => "TabM";

    public override InputKind InputKind => InputKind.Table;

    protected override Module<Tensor, Tensor> Build(TabMOptions options, TableShape input, OutputShape output) =>
        new TabMModule(options, input, output);

    protected override void Shrink(TabMOptions options) =>
        (options.Members, options.Width, options.Layers, options.BatchSize, options.LearningRate) = (4, 32, 2, 32, 5e-3);
}
