using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>The plain convolutional network.</summary>
internal sealed class Cnn : Architecture<CnnOptions, ImageShape>
{
    public override string Key => "cnn";

    public override string DisplayName => "CNN";

    protected override Module<Tensor, Tensor> Build(CnnOptions options, ImageShape input, OutputShape output) =>
        CnnModule.Create(options, input, output);
}
