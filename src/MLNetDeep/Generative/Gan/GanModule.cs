using MLNetDeep.Common;
using MLNetDeep.Inputs.Conditioned;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>
/// A Wasserstein generative adversarial network (Goodfellow et al., Generative Adversarial Networks, 2014; Gulrajani et al., Improved Training of Wasserstein GANs, 2017): a critic learns to tell rows from what a
/// generator makes of noise, and the generator to make what the critic takes for rows. Both learn in each step, the generator more slowly. A condition goes to both, to the critic by projection (Miyato and
/// Koyama, cGANs with Projection Discriminator, 2018).
/// Shapes: values [rows, …] and conditions [rows] → [rows, 3]. In training: the losses of both together, how far the critic tells rows from samples, and 0. In evaluation: the energy distance between
/// samples and rows up to a constant (Székely and Rizzo, 2013), how far the critic tells them apart, and how far samples are from each other as a share of how far rows are.
/// </summary>
internal sealed class GanModule : GenerativeModule, IWeightFactors
{
    public const string Distance = "CriticDistance", Spread = "Spread";
    private const int Judging = 7;
    private readonly Sequential _generator;
    private readonly Critic _critic;
    private readonly ClassVectors? _classes;
    private readonly GanOptions _options;

    public GanModule(GanOptions options, ConditionedShape shape) : base(nameof(GanModule))
    {
        (StateSize, _options) = (options.EmbeddingSize, options);
        if (shape.Conditions > 0) _classes = Part("conditions", new ClassVectors(shape.Conditions, StateSize));
        _generator = Part("generator", Coders.Decoder(shape.Values, options, _classes is null ? StateSize : 2 * StateSize));
        _critic = Part("critic", new Critic(options, shape));
    }

    public override string NumberColumn => "CriticScore";

    public override int StateSize { get; }

    public WeightFactors FactorsOf(string name) => new(name.StartsWith("critic.", StringComparison.Ordinal) ? 1 : _options.GeneratorRate);

    public override RowValues Describe(OnnxComposer composer, OnnxValue values, OnnxValue? classes) => new(composer.Within(_critic, () => _critic.Export(composer, values, classes)));

    public override OnnxValue Generate(OnnxComposer composer, OnnxValue state, OnnxValue noise, OnnxValue classes) =>
        composer.Apply(_generator, _classes is null ? state : composer.Concat(1, state, composer.Apply(_classes, classes)));

    protected override Tensor Run(ConditionedBatch input)
    {
        var rows = input.Values.shape[0];
        var classes = input.Classes ?? (_classes is null ? null : Arithmetic.Full([rows], _classes.Any, ScalarType.Int64, input.Values.device));
        var noise = training ? randn(rows, StateSize, device: input.Values.device) : FixedNoise.Of([rows, StateSize], Judging).to(input.Values.device);
        var made = _generator.call(_classes is null ? noise : cat([noise, _classes.call(classes!)], 1));
        return training ? Learn(input.Values, made, classes) : Judge(input.Values, made, classes);
    }

    private Tensor Learn(Tensor values, Tensor made, Tensor? classes)
    {
        var samples = made.detach();
        var apart = _critic.call(new ConditionedBatch(values, classes)).sub(_critic.call(new ConditionedBatch(samples, classes)));
        var penalty = CriticPenalty.Of(_critic, values, samples, classes).Times(_options.GradientPenalty);
        // The generator's loss must not change the critic.
        foreach (var parameter in _critic.parameters()) parameter.requires_grad_(false);
        var taken = _critic.call(new ConditionedBatch(made, classes));
        foreach (var parameter in _critic.parameters()) parameter.requires_grad_(true);
        var losses = penalty.sub(apart).sub(taken);
        return stack([losses, apart.detach(), zeros_like(apart)], 1);
    }

    private Tensor Judge(Tensor values, Tensor made, Tensor? classes)
    {
        Tensor rows = values.flatten(1), samples = made.flatten(1);
        var between = cdist(samples, samples).mean([1]);
        var energy = cdist(rows, samples).mean([1]).Times(2).sub(between);
        var spread = between.div(cdist(rows, rows).mean().AtLeast(1e-6));
        var apart = _critic.call(new ConditionedBatch(values, classes)).sub(_critic.call(new ConditionedBatch(made, classes)));
        return stack([energy, apart, spread], 1);
    }
}
