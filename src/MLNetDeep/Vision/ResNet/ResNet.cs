using MLNetDeep.Architectures;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>Residual networks.</summary>
internal sealed class ResNet : Architecture<ResNetOptions, ImageShape>, IPretrainable
{
    public override string Key => "resnet";

    public override string DisplayName => "ResNet";

    public string Head => "fc";

    // timm kept torchvision's names.
    public IReadOnlyList<NameMap> Published(Module network) => [new("torchvision")];

    public IReadOnlyList<string[]> Parts(Module network) =>
        [["conv1", "bn1"], ["layer1"], ["layer2"], ["layer3"], ["layer4"], [Head]];

    protected override Module<Tensor, Tensor> Build(ResNetOptions options, ImageShape input, OutputShape output) =>
        ResNetModule.Create(options, input, output);

    protected override void Shrink(ResNetOptions options) => options.BaseChannels = 8;
}
