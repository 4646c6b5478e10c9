using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of GraphSAGE networks.</summary>
public sealed class GraphSageOptions : GraphNetworkOptions
{
    /// <summary>Starts with what suits these networks: at most 100 epochs, and an end after 20 without a better validation loss.</summary>
    public GraphSageOptions() => (MaxEpochs, Patience, LearningRate, WeightDecay) = (100, 20, 5e-3, 1e-2);

    /// <summary>How what neighbours have is aggregated. Default Mean.</summary>
    [Choice(new object[] { SageAggregation.Mean, SageAggregation.Max }, SageAggregation.Mean)]
    public SageAggregation Aggregation { get; set; }

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Defined(nameof(Aggregation), Aggregation);
    }
}

/// <summary>How GraphSAGE aggregates what neighbours have.</summary>
public enum SageAggregation
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The largest value, number by number, behind a layer of neurons (max pooling).</summary>
    Max,

    /// <summary>The last state of an LSTM that reads them in the order of their positions: what comes out depends on that order, which the published form draws by chance.</summary>
    Lstm,
}
