using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>Transformers for tables.</summary>
internal sealed class FtTransformer : Architecture<FtTransformerOptions, TableShape>
{
    public override string Key => "fttransformer";

    public override string DisplayName => "FT-Transformer";

    protected override Module<Tensor, Tensor> Build(FtTransformerOptions options, TableShape input, OutputShape output) =>
        new FtTransformerModule(options, input, output);

    protected override void Shrink(FtTransformerOptions options) =>
        (options.Width, options.Layers, options.Heads, options.BatchSize, options.LearningRate, options.Dropout, options.AttentionDropout) =
            (32, 1, 4, 16, 3e-3, 0, 0);
}
