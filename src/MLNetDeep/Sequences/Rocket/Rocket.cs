using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>Rocket.</summary>
internal sealed class Rocket : Architecture<RocketOptions, SequenceShape>
{
    public override string Key => "rocket";

    public override string DisplayName => "Rocket";

    protected override Module<Tensor, Tensor> Build(RocketOptions options, SequenceShape input, OutputShape output) => new RocketModule(options, input, output);

    protected override void Shrink(RocketOptions options) => options.Features = 500;
}
