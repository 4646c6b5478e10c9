namespace MLNetDeep;

/// <summary>How numeric columns of a table are encoded. The parameters are fitted on the training part and exported with the network.</summary>
public enum NumericEncoding
{
    /// <summary>Quantile transformation to a normal distribution, with linear interpolation between quantiles: neither outliers nor units matter.</summary>
    Quantile,

    /// <summary>Standardization to mean 0 and standard deviation 1.</summary>
    Standard,

    /// <summary>
    /// Piecewise-linear encoding (Gorishniy et al., On Embeddings for Numerical Features in Tabular Deep Learning, 2022): one number for each bin between
    /// quantiles, 1 for bins below the value, 0 for bins above it, and the position within its own bin.
    /// </summary>
    PiecewiseLinear,

    /// <summary>
    /// Robust scaling: minus the median, divided by the interquartile range (by half the range where that is 0), and smoothly clipped to -3 to 3: x / √(1 +
    /// (x/3)²). Holzmüller et al., Better by Default, 2024.
    /// </summary>
    Robust,
}
