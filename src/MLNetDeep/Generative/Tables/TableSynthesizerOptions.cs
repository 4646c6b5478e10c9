using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>How a table is learned by <see cref="TableSynthesizer"/>.</summary>
public sealed class TableSynthesizerOptions : TrainerOptions
{
    private int _maxEpochs = 100;

    /// <summary>Options with their defaults.</summary>
    public TableSynthesizerOptions() => (MinSteps, Patience, BatchSize, LearningRate, WeightDecay, EmaDecay) = (8000, 0, 256, 2e-3, 1e-4, 0.999);

    /// <summary>
    /// The maximum number of epochs. Unless it is set, small tables are given more: as many as <see cref="TrainerOptions.MinSteps"/> takes. Setting it sets MinSteps to 0. Default 100.
    /// </summary>
    public override int MaxEpochs
    {
        get => _maxEpochs;
        set => (_maxEpochs, MinSteps) = (value, 0);
    }

    /// <summary>The width of the hidden layers. Default 256.</summary>
    [Range(64, 1024, 256, true)]
    public int Width { get; set; } = 256;

    /// <summary>The number of residual blocks, of two linear layers each. Default 4.</summary>
    [Range(1, 8, 4)]
    public int Layers { get; set; } = 4;

    /// <summary>The size of the embedding of a category. Default 16.</summary>
    public int EmbeddingWidth { get; set; } = 16;

    /// <summary>
    /// Numeric columns with at most this many different values are learned as categories, if each stands in 20 rows or more on average: what hangs on single values, such as a sum that was capped, is learned
    /// better so. Default 128.
    /// </summary>
    public int MaxDiscreteValues { get; set; } = 128;

    /// <summary>How many steps sampling takes from noise to rows, unless it is told otherwise. Default 50.</summary>
    public int SamplingSteps { get; set; } = 50;

    internal override bool SavesScores => false;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.AtLeast(nameof(EmbeddingWidth), EmbeddingWidth, 1);
        faults.AtLeast(nameof(MaxDiscreteValues), MaxDiscreteValues, 0);
        faults.AtLeast(nameof(SamplingSteps), SamplingSteps, 1);
    }
}
