using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// Layers of neurons one after the other: the first network to try on a table, and hard to beat once numbers are encoded well
/// (Gorishniy et al., Revisiting Deep Learning Models for Tabular Data, 2021). A learnt vector stands for each code of a category;
/// with piecewise-linear encoding one stands for each number too.
/// h = dropout(relu(norm(W x + b))) per layer, then a linear layer. Shapes: [rows, width of the table] → [rows, outputs].
/// </summary>
internal static class MlpModule
{
    public static Sequential Create(MlpOptions options, TableShape input, OutputShape output)
    {
        var columns = new FlatColumns(input, options.EmbeddingWidth, input.NumberWidth > 1 ? options.EmbeddingWidth : 0);
        var layers = new List<(string, Module<Tensor, Tensor>)> { ("columns", columns) };
        for (var (i, from) = (0, columns.Width); i < options.Layers; i++, from = options.Width)
        {
            layers.Add(($"layer{i}", Linear(from, options.Width)));
            if (options.Normalization == MlpNormalization.Batch) layers.Add(($"norm{i}", new BatchNormalization(options.Width)));
            if (options.Normalization == MlpNormalization.Layer) layers.Add(($"norm{i}", LayerNorm(options.Width)));
            layers.Add(($"relu{i}", ReLU()));
            if (options.Dropout > 0) layers.Add(($"dropout{i}", Dropout(options.Dropout)));
        }
        layers.Add(("head", Linear(options.Width, output.Size)));
        return Sequential(layers);
    }
}
