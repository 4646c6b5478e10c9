using MLNetDeep.Data;

namespace MLNetDeep;

/// <summary>How numeric columns of a table reach a network. What it takes is learnt on the training part and exported with the network.</summary>
public enum NumericEncoding
{
    /// <summary>By quantiles to a normal distribution: neither outliers nor units matter. Between quantiles by straight lines.</summary>
    Quantile,

    /// <summary>To mean 0 and deviation 1.</summary>
    Standard,

    /// <summary>
    /// To as many numbers as there are bins between quantiles: 1 for bins below the value, 0 for those above, the share of the way
    /// through in its own (Gorishniy et al., On Embeddings for Numerical Features in Tabular Deep Learning, 2022).
    /// </summary>
    PiecewiseLinear,

    /// <summary>
    /// Less the median, divided by the interquartile range (by half the range where that is 0), and smoothly clipped to -3 to 3:
    /// x / √(1 + (x/3)²). Holzmüller et al., Better by Default, 2024.
    /// </summary>
    Robust,
}
