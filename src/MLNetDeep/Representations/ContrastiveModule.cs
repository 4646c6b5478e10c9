using MLNetDeep.Common;
using MLNetDeep.Inputs;
using MLNetDeep.Inputs.Views;
using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Representations;

/// <summary>
/// Learns embeddings in which two views of a row are closer together than views of different rows of the mini-batch: SimCLR (Chen et al., A Simple Framework for Contrastive Learning of Visual Representations,
/// 2020) where views find each other, SCARF (Bahri et al., Self-Supervised Contrastive Learning Using Random Feature Corruption, 2022) where a row finds its corrupted view. Embeddings go through a projection head,
/// linear → ReLU → linear, and are compared by their cosine; the head is thrown away. With z the projections and τ the temperature, the loss of a view i with the partner j is
/// -ln(exp(cos(zᵢ, zⱼ) / τ) / Σₖ exp(cos(zᵢ, zₖ) / τ)), over all other views k.
/// Shapes: twice [rows, …] → [rows, 2]: the loss of each row, and the share of its views that find their partner first.
/// </summary>
internal sealed class ContrastiveModule : Block<ViewPair>, IHasBranches
{
    private const double Small = 1e-12, Never = -1e9;
    private readonly RowEncoder _encoder;
    private readonly Sequential _projection;
    private readonly ViewLearning _learning;
    private readonly double _temperature;

    /// <param name="network">The network whose encoder learns; its head stays as it is.</param>
    /// <param name="encoder">Its encoder.</param>
    /// <param name="options">How it learns.</param>
    /// <param name="learning">What its kind of input says of views.</param>
    public ContrastiveModule(Module network, RowEncoder encoder, ContrastiveOptions options, ViewLearning learning) : base(nameof(ContrastiveModule))
    {
        (_encoder, _learning, _temperature) = (encoder, learning, options.Temperature ?? learning.Temperature);
        Network = Part("network", network);
        var width = options.ProjectionWidth > 0 ? options.ProjectionWidth : encoder.Width;
        _projection = Part("projection", Sequential(("hidden", Linear(encoder.Width, width)), ("relu", ReLU()), ("out", Linear(width, options.ProjectionSize))));
        foreach (var (name, parameter) in network.named_parameters())
            if (encoder.IsHead(name)) parameter.requires_grad_(false);
    }

    /// <summary>The network whose encoder learns.</summary>
    public Module Network { get; }

    public IReadOnlyList<Module> Branches => [Network];

    protected override Tensor Run(ViewPair input)
    {
        var rows = input.First.shape[0];
        // Both views at once: so normalization layers see the same of both.
        var projections = _projection.call(_encoder.Embed(cat([input.First, input.Second]))).to(ScalarType.Float32);
        var units = projections.div(projections.mul(projections).sum([1], keepdim: true).sqrt().AtLeast(Small));
        var (loss, right) = _learning.HasAnchor
            ? Losses(units.narrow(0, 0, rows).mm(units.narrow(0, rows, rows).t()), Arithmetic.Count(rows, units.device))
            : OfBoth(units, rows);
        return stack([loss, right], 1);
    }

    private (Tensor Loss, Tensor Right) OfBoth(Tensor units, long rows)
    {
        // No view is its own partner.
        var similarities = units.mm(units.t()).Plus(eye(2 * rows, device: units.device).Times(Never));
        var own = Arithmetic.Count(rows, units.device);
        var (loss, right) = Losses(similarities, cat([own.Plus((double)rows).to(ScalarType.Int64), own]));
        return (loss.reshape(2, rows).mean([0]), right.reshape(2, rows).mean([0]));
    }

    private (Tensor Loss, Tensor Right) Losses(Tensor similarities, Tensor partners) => (
        functional.cross_entropy(similarities.Over(_temperature), partners, reduction: Reduction.None),
        similarities.detach().argmax(1).eq(partners).to(ScalarType.Float32));
}
