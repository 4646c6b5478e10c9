namespace MLNetDeep.AutoML;

/// <summary>What <see cref="NaiveBayesTrainer"/> is told. The defaults were chosen on the validation rows of SST-2 and on a fifth of the training rows of TREC.</summary>
internal sealed record NaiveBayesOptions
{
    /// <summary>The weight of half the squared norm of the weights, beside the sum of the losses of all rows.</summary>
    public float L2 { get; init; } = 0.5f;

    /// <summary>What is added to each count of rows, so that no ratio is infinite: the paper's alpha.</summary>
    public double Smoothing { get; init; } = 0.5;

    /// <summary>How much of the weights is learned: the paper's beta. 1 for all; towards 0 every weight becomes their mean magnitude, which is naive Bayes.</summary>
    public double Interpolation { get; init; } = 1;

    /// <summary>Threads to compute on; 0 for ML.NET's choice.</summary>
    public int Threads { get; init; }

    /// <summary>Ends training by an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
