using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>The transformer for texts.</summary>
internal sealed class TextTransformer : Architecture<TextTransformerOptions, TextShape>
{
    public override string Key => "texttransformer";

    public override string DisplayName => "Text Transformer";

    protected override Module<Tensor, Tensor> Build(TextTransformerOptions options, TextShape input, OutputShape output) =>
        new TextTransformerModule(options, input, output);

    protected override void Shrink(TextTransformerOptions options) =>
        (options.Width, options.Heads, options.Layers, options.Expansion, options.BatchSize, options.MinTokenCount, options.LearningRate) = (32, 2, 1, 2, 32, 1, 3e-3);
}
