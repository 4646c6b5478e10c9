using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of InceptionTime.</summary>
public sealed class InceptionTimeOptions : SequenceTrainerOptions
{
    /// <summary>Starts with what suits these networks: mini-batches of 32, at most 30 epochs but room for 1,000 steps, and an end after 8 epochs without a lower validation loss.</summary>
    public InceptionTimeOptions() => (MaxEpochs, MinSteps, BatchSize, Patience, LearningRate, WeightDecay) = (30, 1000, 32, 8, 2e-3, 0.01);

    /// <summary>Inception modules one after the other; every third ends with a residual connection. Default 6.</summary>
    [Range(3, 9, 6)]
    public int Depth { get; set; } = 6;

    /// <summary>Filters of each of the four branches of a module. Default 32.</summary>
    [Range(8, 64, 32, true)]
    public int Filters { get; set; } = 32;

    /// <summary>The size of the bottleneck: channels that a module reduces its input to before the convolutions. Default 32.</summary>
    [Range(8, 64, 32, true)]
    public int Bottleneck { get; set; } = 32;

    /// <summary>The largest kernel size; the other two convolutions of a module have half and a quarter of it. Default 40, as published.</summary>
    [Range(10, 80, 40, true)]
    public int KernelSize { get; set; } = 40;

    /// <summary>Networks of the ensemble, which learn apart; their probabilities are averaged. Published: 5. Default 1.</summary>
    public int Members { get; set; } = 1;

    /// <summary>The dropout rate before the last layer. Default 0.1; published: none.</summary>
    [Range(0.0, 0.5, 0.1)]
    public double Dropout { get; set; } = 0.1;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Depth), Depth, 1);
        faults.AtLeast(nameof(Filters), Filters, 1);
        faults.AtLeast(nameof(Bottleneck), Bottleneck, 1);
        faults.AtLeast(nameof(KernelSize), KernelSize, 4);
        faults.AtLeast(nameof(Members), Members, 1);
        faults.Share(nameof(Dropout), Dropout);
    }
}
