using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of TabM, an ensemble of networks of neurons in one.</summary>
public sealed class TabMOptions : TableTrainerOptions
{
    private int _maxEpochs = 50;

    /// <summary>
    /// Starts with what suits these networks: piecewise-linear encoding of numbers in 32 bins, batches of 256, a learning rate of 0.002, a weight
    /// decay of 0.0003, and, as published, early stopping after 16 epochs without a better validation loss. How many epochs there are at most follows the
    /// number of rows: 50, or as many as 3000 steps take where that is more.
    /// </summary>
    public TabMOptions()
    {
        (NumericEncoding, Bins, BatchSize, LearningRate, WeightDecay) = (NumericEncoding.PiecewiseLinear, 32, 256, 2e-3, 3e-4);
        (MinSteps, Patience) = (3000, 16);
    }

    /// <summary>
    /// The most epochs. Unless it is set, there are more of them where rows are few: as many as <see cref="TrainerOptions.MinSteps"/> takes. Setting it sets
    /// MinSteps to 0. Default 50.
    /// </summary>
    [Range(10, 200, 50, true)]
    public override int MaxEpochs
    {
        get => _maxEpochs;
        set => (_maxEpochs, MinSteps) = (value, 0);
    }

    /// <summary>Full (each layer of each member has scales and shifts of its own) or Mini (only the first scale and the head). Default Full.</summary>
    [Choice(new object[] { TabMKind.Full, TabMKind.Mini }, TabMKind.Full)]
    public TabMKind Kind { get; set; }

    /// <summary>Members of the ensemble. Default 32, as published.</summary>
    [Range(8, 64, 32, true)]
    public int Members { get; set; } = 32;

    /// <summary>
    /// Members that are kept after training, as 8 of 32: those that are best together on the validation rows, chosen one after the other. The model is
    /// then smaller and scores faster; to train it further, set Members to their number. 0 keeps all (the default).
    /// </summary>
    public int KeptMembers { get; set; }

    /// <summary>Neurons of each layer. Published: 512. Default 128.</summary>
    [Range(64, 512, 128, true)]
    public int Width { get; set; } = 128;

    /// <summary>Layers one after the other, before the head. Default 2.</summary>
    [Range(1, 4, 2)]
    public int Layers { get; set; } = 2;

    /// <summary>Numbers that describe a numeric column; 0 gives its encoding to the network as it is. Default 16.</summary>
    [Range(4, 32, 16, true)]
    public int NumberWidth { get; set; } = 16;

    /// <summary>Numbers that describe a code of a category. Default 16.</summary>
    [Range(4, 64, 16, true)]
    public int EmbeddingWidth { get; set; } = 16;

    /// <summary>The share of neurons dropped in training. Default 0.1.</summary>
    [Range(0.0, 0.5, 0.1)]
    public double Dropout { get; set; } = 0.1;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Defined(nameof(Kind), Kind);
        faults.AtLeast(nameof(Members), Members, 1);
        faults.Between(nameof(KeptMembers), KeptMembers, 0, Math.Max(0, Members));
        faults.Require(KeptMembers == 0 || ValidationFraction > 0 || ValidationSet is not null,
            $"{nameof(KeptMembers)} ({KeptMembers}) needs rows to validate on: set {nameof(ValidationFraction)} or {nameof(ValidationSet)}.");
        faults.AtLeast(nameof(Width), Width, 1);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.AtLeast(nameof(NumberWidth), NumberWidth, 0);
        faults.AtLeast(nameof(EmbeddingWidth), EmbeddingWidth, 1);
        faults.Share(nameof(Dropout), Dropout);
    }
}

/// <summary>What the members of TabM have of their own.</summary>
public enum TabMKind
{
    /// <summary>Scales before and behind each layer, shifts and the head: TabM.</summary>
    Full,

    /// <summary>The first scale and the head: TabM-mini, quicker.</summary>
    Mini,
}
