using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>Residual networks for tables.</summary>
internal sealed class TableResNet : Architecture<TableResNetOptions, TableShape>
{
    public override string Key => "tableresnet";

    public override string DisplayName => "TableResNet";

    protected override Module<Tensor, Tensor> Build(TableResNetOptions options, TableShape input, OutputShape output) =>
        new TableResNetModule(options, input, output);

    protected override void Shrink(TableResNetOptions options) =>
        (options.Width, options.Layers, options.BatchSize, options.LearningRate) = (32, 2, 32, 3e-3);
}
