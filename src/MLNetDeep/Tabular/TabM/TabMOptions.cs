using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of TabM, a parameter-efficient ensemble of multilayer perceptrons.</summary>
public sealed class TabMOptions : TableTrainerOptions
{
    private int _maxEpochs = 50;

    /// <summary>
    /// Sets the defaults of this architecture: piecewise-linear encoding of numbers with 32 bins, a batch size of 256, a learning rate of 0.002, a weight decay
    /// of 0.0003, and, as published, an early-stopping patience of 16. The maximum number of epochs follows the number of rows: 50, or as many as 3000 steps
    /// take where that is more.
    /// </summary>
    public TabMOptions()
    {
        (NumericEncoding, Bins, BatchSize, LearningRate, WeightDecay) = (NumericEncoding.PiecewiseLinear, 32, 256, 2e-3, 3e-4);
        (MinSteps, Patience) = (3000, 16);
    }

    /// <summary>
    /// The maximum number of epochs. Unless it is set, small training sets are given more: as many as <see cref="TrainerOptions.MinSteps"/> takes. Setting it
    /// sets MinSteps to 0. Default 50.
    /// </summary>
    [Range(10, 200, 50, true)]
    public override int MaxEpochs
    {
        get => _maxEpochs;
        set => (_maxEpochs, MinSteps) = (value, 0);
    }

    /// <summary>The variant: Full (scales and biases of its own in each layer of each member) or Mini (only the first scale and the head). Default Full.</summary>
    [Choice(new object[] { TabMKind.Full, TabMKind.Mini }, TabMKind.Full)]
    public TabMKind Kind { get; set; }

    /// <summary>Members of the ensemble. Default 32, as published.</summary>
    [Range(8, 64, 32, true)]
    public int Members { get; set; } = 32;

    /// <summary>
    /// Ensemble pruning: the members that are kept after training, such as 8 of 32: those that are best together on the validation rows, chosen greedily. The
    /// model is then smaller and scores faster; to train it further, set Members to their number. 0 keeps all (the default).
    /// </summary>
    public int KeptMembers { get; set; }

    /// <summary>Neurons of each hidden layer. Published: 512. Default 128.</summary>
    [Range(64, 512, 128, true)]
    public int Width { get; set; } = 128;

    /// <summary>Hidden layers. Default 2.</summary>
    [Range(1, 4, 2)]
    public int Layers { get; set; } = 2;

    /// <summary>The embedding size of a numeric column; 0 passes its encoding to the network without an embedding. Default 16.</summary>
    [Range(4, 32, 16, true)]
    public int NumberWidth { get; set; } = 16;

    /// <summary>The embedding size of a category. Default 16.</summary>
    [Range(4, 64, 16, true)]
    public int EmbeddingWidth { get; set; } = 16;

    /// <summary>The dropout rate after each hidden layer. Default 0.1.</summary>
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

/// <summary>The parameters that each member of TabM has of its own.</summary>
public enum TabMKind
{
    /// <summary>Input and output scales and biases of each layer, and the head: TabM.</summary>
    Full,

    /// <summary>The first scale and the head: TabM-mini, faster.</summary>
    Mini,
}
