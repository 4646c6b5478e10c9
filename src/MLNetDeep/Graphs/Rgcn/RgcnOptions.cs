namespace MLNetDeep;

/// <summary>The options of relational graph convolutional networks.</summary>
public sealed class RgcnOptions : GraphNetworkOptions
{
    /// <summary>Starts with what suits these networks: at most 100 epochs, and an end after 20 without a better validation loss.</summary>
    public RgcnOptions() => (MaxEpochs, Patience, LearningRate, WeightDecay, Dropout) = (100, 20, 5e-3, 1e-2, 0.3);

    /// <summary>
    /// Bases that the weights of all relations are made of (basis decomposition); as many as there are relations, or more, for weights of each relation's own. 0 (the default) for own weights of up to 50 relations, and 30 bases for
    /// more.
    /// </summary>
    public int Bases { get; set; }

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Bases), Bases, 0);
    }
}
