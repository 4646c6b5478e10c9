using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of the generative adversarial network.</summary>
public sealed class GanOptions : LatentTrainerOptions
{
    /// <summary>Options with their defaults: of those that others have too, EmbeddingSize is 32, EmaDecay 0.99, Patience 0, GradientClip 0, WeightDecay 0 and Schedule Constant; β₁ of AdamW is 0.5.</summary>
    public GanOptions() => (EmbeddingSize, EmaDecay, Patience, GradientClip, WeightDecay, Schedule) = (32, 0.99, 0, 0, 0, ScheduleKind.Constant);

    /// <summary>The maximum number of epochs: passes over the training set. Default 200.</summary>
    [Range(50, 1000, 200, true)]
    public override int MaxEpochs { get; set; } = 200;

    /// <summary>How much the gradient penalty of the critic counts (Gulrajani et al., Improved Training of Wasserstein GANs, 2017). Default 10, as published.</summary>
    public double GradientPenalty { get; set; } = 10;

    /// <summary>
    /// The learning rate of the generator as a share of that of the critic (Heusel et al., Two Time-Scale Update Rule, 2017), in place of several steps of the critic for one of the generator. Default 0.25.
    /// </summary>
    public double GeneratorRate { get; set; } = 0.25;

    /// <summary>A short memory: gradients turn as both networks answer each other.</summary>
    internal override double Beta1 => 0.5;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(GradientPenalty), GradientPenalty, 0);
        faults.Above(nameof(GeneratorRate), GeneratorRate, 0);
        faults.Require(ValidationFraction > 0 || ValidationSet is not null, $"{nameof(ValidationFraction)} must be above 0: the best epoch is the one whose samples are nearest to rows that are held out.");
        faults.Require(Precision is Precision.Single or Precision.Auto, $"{nameof(Precision)} must be {nameof(Precision.Single)} or {nameof(Precision.Auto)}, but was {Precision}: the gradient penalty needs single precision.");
        faults.Require(AccumulateBatches == 1, $"{nameof(AccumulateBatches)} must be 1, but was {AccumulateBatches}.");
    }
}
