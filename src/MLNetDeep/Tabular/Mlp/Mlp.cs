using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>The plain network of layers of neurons.</summary>
internal sealed class Mlp : Architecture<MlpOptions, TableShape>
{
    public override string Key => "mlp";

    public override string DisplayName => "MLP";

    protected override Module<Tensor, Tensor> Build(MlpOptions options, TableShape input, OutputShape output) =>
        MlpModule.Create(options, input, output);

    protected override void Shrink(MlpOptions options) => (options.Width, options.EmbeddingWidth, options.BatchSize, options.MinCategoryCount) = (64, 8, 32, 2);
}
