namespace Microsoft.ML.Data;

/// <summary>
/// A model as the prediction transformers see it: it makes an output of each row of features. Each mapper has its own
/// buffers, so that cursors may run side by side.
/// </summary>
internal interface IFeatureMapper<TOutput>
{
    int FeatureCount { get; }

    ValueMapper<VBuffer<float>, TOutput> GetMapper();
}

/// <summary>A model of a score for each class.</summary>
internal interface IMulticlassMapper : IFeatureMapper<VBuffer<float>>
{
    int ClassCount { get; }
}

/// <summary>A model whose scores can be turned into probabilities.</summary>
internal interface IProbabilityMapper : IFeatureMapper<float>
{
    /// <summary>The function from score to probability.</summary>
    Func<float, float> GetCalibration();
}
