using MLNetDeep.Inputs.Views;
using MLNetDeep.Layers;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Representations;

/// <summary>A network that learns without labels to tell rows apart. It is not in the registry: nothing is scored with it.</summary>
/// <param name="inner">The network's architecture.</param>
/// <param name="options">How it learns.</param>
internal sealed class Contrastive(Architecture inner, ContrastiveOptions options) : Architecture
{
    /// <summary>What the network's own head is made for, which learns nothing.</summary>
    public static OutputShape Output { get; } = new(1);

    public override string Key => "contrastive";

    public override string DisplayName => $"Contrastive learning of {inner.DisplayName}";

    public override InputKind InputKind { get; } = new ViewsInput(inner.InputKind, options);

    public override Type OptionsType => inner.OptionsType;

    internal override bool CanBePart => false;

    public override Module Build(TrainerOptions trainer, InputShape input, OutputShape output)
    {
        var network = inner.Build(trainer, input, Output);
        if (RowEncoder.Of(network) is { } encoder) return new ContrastiveModule(network, encoder, options, inner.InputKind.Views!);
        network.Dispose();
        throw new ArgumentException($"{inner.DisplayName} has no head that could be taken off: it gives no embeddings.");
    }
}
