using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of ModernNCA, nearest neighbours in a learned embedding.</summary>
public sealed class ModernNcaOptions : TableTrainerOptions
{
    private int _maxEpochs = 100;

    /// <summary>
    /// Sets the published defaults where a CPU allows: quantile encoding of numbers, a batch size of 256 (published: 1024 for large tables), a constant
    /// learning rate of 0.002, a weight decay of 0.0002, at most 100 epochs (published: 200), and an early-stopping patience of 20.
    /// </summary>
    public ModernNcaOptions()
    {
        (NumericEncoding, BatchSize, Schedule, LearningRate, WeightDecay) = (NumericEncoding.Quantile, 256, ScheduleKind.Constant, 2e-3, 2e-4);
        (MinSteps, Patience, WarmupFraction) = (2000, 20, 0);
    }

    /// <summary>
    /// The maximum number of epochs. Unless it is set, small training sets are given more: as many as <see cref="TrainerOptions.MinSteps"/> takes. Setting it
    /// sets MinSteps to 0. Default 100.
    /// </summary>
    [Range(10, 200, 100, true)]
    public override int MaxEpochs
    {
        get => _maxEpochs;
        set => (_maxEpochs, MinSteps) = (value, 0);
    }

    /// <summary>The embedding size of a row. Default 128.</summary>
    [Range(32, 512, 128, true)]
    public int Width { get; set; } = 128;

    /// <summary>Hidden layers of the embedding after its linear layer. Default 0.</summary>
    [Range(0, 2, 0)]
    public int Blocks { get; set; }

    /// <summary>Neurons of each hidden layer. Default 512.</summary>
    [Range(64, 1024, 512, true)]
    public int BlockWidth { get; set; } = 512;

    /// <summary>The dropout rate in hidden layers. Default 0.1.</summary>
    [Range(0.0, 0.5, 0.1)]
    public double Dropout { get; set; } = 0.1;

    /// <summary>Frequencies of the periodic embedding of a number. Default 77.</summary>
    [Range(16, 96, 77, true)]
    public int Frequencies { get; set; } = 77;

    /// <summary>The standard deviation of the initial frequencies. Default 0.044.</summary>
    [Range(5e-3, 10.0, 0.044, true)]
    public double FrequencyDeviation { get; set; } = 0.044;

    /// <summary>The embedding size of a number. Default 34.</summary>
    [Range(16, 64, 34, true)]
    public int NumberWidth { get; set; } = 34;

    /// <summary>The maximum number of values of a one-hot encoded category; categories with more have embeddings. Default 8.</summary>
    public int MaxOneHot { get; set; } = 8;

    /// <summary>The embedding size of a category. Default 16.</summary>
    [Range(4, 64, 16, true)]
    public int EmbeddingWidth { get; set; } = 16;

    /// <summary>The share of the candidates that each mini-batch is compared with in training. Published: 0.5. Default 0.3.</summary>
    [Range(0.05, 0.6, 0.3)]
    public double SampleShare { get; set; } = 0.3;

    /// <summary>
    /// The maximum number of training rows that are kept as candidates, drawn at random: their embeddings are part of the model, <see cref="Width"/> × 4 bytes
    /// for each. Default 20000: about 10 MB.
    /// </summary>
    public int MaxCandidates { get; set; } = 20_000;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.AtLeast(nameof(Blocks), Blocks, 0);
        faults.AtLeast(nameof(BlockWidth), BlockWidth, 1);
        faults.Share(nameof(Dropout), Dropout);
        faults.AtLeast(nameof(Frequencies), Frequencies, 1);
        faults.Above(nameof(FrequencyDeviation), FrequencyDeviation, 0);
        faults.AtLeast(nameof(NumberWidth), NumberWidth, 1);
        faults.AtLeast(nameof(MaxOneHot), MaxOneHot, 0);
        faults.AtLeast(nameof(EmbeddingWidth), EmbeddingWidth, 1);
        faults.Require(SampleShare is > 0 and <= 1, $"{nameof(SampleShare)} must be above 0 and at most 1, but was {OptionCatalog.Text([SampleShare])}.");
        faults.AtLeast(nameof(MaxCandidates), MaxCandidates, 1);
    }
}
