namespace MLNetDeep;

public partial class TrainerOptions
{
    /// <summary>Throws an <see cref="ArgumentException"/> that lists every fault of these options; does nothing when there is none.</summary>
    public void Validate()
    {
        var faults = new OptionFaults();
        Check(faults);
        faults.ThrowIfAny(GetType().Name);
    }

    /// <summary>Adds what is wrong with these options. Call the base when overriding.</summary>
    protected internal virtual void Check(OptionFaults faults)
    {
        faults.AtLeast(nameof(MaxEpochs), MaxEpochs, 1);
        faults.AtLeast(nameof(MinSteps), MinSteps, 0);
        faults.AtLeast(nameof(BatchSize), BatchSize, 1);
        faults.Defined(nameof(Optimizer), Optimizer);
        faults.Share(nameof(Momentum), Momentum);
        faults.Share(nameof(Beta2), Beta2);
        faults.Defined(nameof(Schedule), Schedule);
        faults.Above(nameof(LearningRate), LearningRate, 0);
        faults.AtLeast(nameof(WeightDecay), WeightDecay, 0);
        faults.Between(nameof(WarmupFraction), WarmupFraction, 0, 1);
        faults.AtLeast(nameof(GradientClip), GradientClip, 0);
        faults.Share(nameof(LabelSmoothing), LabelSmoothing);
        faults.Require(Mixup is >= 0 and < double.PositiveInfinity, $"{nameof(Mixup)} must be at least 0 and finite, but was {OptionCatalog.Text([Mixup])}.");
        faults.AtLeast(nameof(AccumulateBatches), AccumulateBatches, 1);
        faults.Defined(nameof(Precision), Precision);
        faults.Share(nameof(EmaDecay), EmaDecay);
        faults.AtLeast(nameof(CheckpointEverySteps), CheckpointEverySteps, 0);
        faults.Require(CheckpointEverySteps == 0 || CheckpointPath is not null, $"{nameof(CheckpointEverySteps)} needs a {nameof(CheckpointPath)}.");
        faults.AtLeast(nameof(CheckpointEveryMinutes), CheckpointEveryMinutes, 0);
        faults.Share(nameof(ValidationFraction), ValidationFraction);
        faults.Require(ValidationGroupColumnName is null || ValidationTimeColumnName is null, $"{nameof(ValidationGroupColumnName)} and {nameof(ValidationTimeColumnName)} exclude each other.");
        faults.AtLeast(nameof(Patience), Patience, 0);
        faults.Defined(nameof(BestEpochBy), BestEpochBy);
        faults.Defined(nameof(ClassWeights), ClassWeights);
        faults.Require(Training.DeviceChoice.IsValidName(Device), $"{nameof(Device)} must be auto, cpu, cuda or cuda:<index>, but was '{Device}'.");
        faults.Require(!Deterministic || Device is "auto" or "cpu", $"{nameof(Deterministic)} works on the CPU alone, but {nameof(Device)} is '{Device}'.");
        faults.Defined(nameof(RegressionLoss), RegressionLoss);
        faults.Above(nameof(HuberDelta), HuberDelta, 0);
        faults.Require(Quantiles.All(q => q is > 0 and < 1) && Quantiles.Zip(Quantiles.Skip(1)).All(p => p.First < p.Second),
            $"{nameof(Quantiles)} must be between 0 and 1 and rise, but were {OptionCatalog.Text(Quantiles)}.");
        faults.AtLeast(nameof(Threads), Threads, 0);
        faults.Defined(nameof(ScoringEngine), ScoringEngine);
        faults.Defined(nameof(ScoringWeights), ScoringWeights);
        faults.Require(ScoringWeights == ScoringWeights.Single || SavesScores, $"{nameof(ScoringWeights)} must be Single for models that are saved in a way of their own, but was {ScoringWeights}.");
        faults.Require(ScoringWeights == ScoringWeights.Single || ScoringEngine != ScoringEngine.Torch, $"{nameof(ScoringWeights)} must be Single where libtorch computes the scores, but was {ScoringWeights}.");
        faults.AtLeast(nameof(MemoryBudgetMegabytes), MemoryBudgetMegabytes, 1);
    }

    /// <summary>The names of options by which rows, and so targets, are mixed here.</summary>
    internal virtual IReadOnlyList<string> Mixing => Mixup > 0 ? [nameof(Mixup)] : [];

    /// <summary>Whether a model is saved as one network that gives scores or embeddings of rows.</summary>
    internal virtual bool SavesScores => true;

    /// <summary>β₁ of AdamW and Adam: the decay rate of its moving average of gradients.</summary>
    internal virtual double Beta1 => 0.9;

    /// <summary>How many entries of rows of any length are computed at once at most, filling included; null for any number.</summary>
    internal virtual int? EntriesAtOnce => null;

    /// <summary>A copy, so that later changes by the caller change nothing in a trainer.</summary>
    internal TrainerOptions Clone()
    {
        var copy = (TrainerOptions)MemberwiseClone();
        copy.Own();
        return copy;
    }

    /// <summary>Makes what this copy holds its own. Call the base when overriding.</summary>
    private protected virtual void Own() => Quantiles = [.. Quantiles];
}
