using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>The convolutional network for texts.</summary>
internal sealed class TextCnn : Architecture<TextCnnOptions, TextShape>
{
    public override string Key => "textcnn";

    public override string DisplayName => "TextCNN";

    protected override Module<Tensor, Tensor> Build(TextCnnOptions options, TextShape input, OutputShape output) => new TextCnnModule(options, input, output);

    protected override void Shrink(TextCnnOptions options) =>
        (options.Width, options.Filters, options.BatchSize, options.MinTokenCount, options.LearningRate) = (32, 16, 32, 1, 1e-2);
}
