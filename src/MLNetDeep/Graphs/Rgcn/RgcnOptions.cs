namespace MLNetDeep;

/// <summary>The options of relational graph convolutional networks.</summary>
public sealed class RgcnOptions : GraphNetworkOptions
{
    /// <summary>Starts with what suits these networks: at most 100 epochs, and an end after 20 without a better validation loss.</summary>
    public RgcnOptions() => (MaxEpochs, Patience, LearningRate, WeightDecay, Dropout) = (100, 20, 5e-3, 1e-2, 0.3);

    /// <summary>Bases that the weights of all relations are made of (basis decomposition); 0 (the default) for weights of each relation's own.</summary>
    public int Bases { get; set; }

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Bases), Bases, 0);
    }
}
