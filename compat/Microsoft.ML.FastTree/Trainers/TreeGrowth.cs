namespace Microsoft.ML.Trainers.FastTree;

/// <summary>How trees are to grow.</summary>
internal sealed record TreeGrowth
{
    public required int Trees { get; init; }

    public required int Leaves { get; init; }

    public required int MinimumRowsPerLeaf { get; init; }

    public required int Bins { get; init; }

    public required int Seed { get; init; }

    public required int? Threads { get; init; }

    public int MaximumDepth { get; init; }

    public double MinimumGain { get; init; }

    public double FeatureFraction { get; init; } = 1;

    public double FeatureFractionPerSplit { get; init; } = 1;

    public double RowFraction { get; init; } = 1;

    public double LearningRate { get; init; } = 1;

    public double MaximumOutput { get; init; } = double.MaxValue;

    /// <summary>Added to the second derivatives of a leaf.</summary>
    public double L2 { get; init; }

    /// <summary>What XGBoost is told.</summary>
    public IEnumerable<(string Name, object Value)> Parameters(XGBoostMatrix matrix) =>
    [
        ("tree_method", "hist"),
        ("grow_policy", "lossguide"),
        ("max_depth", MaximumDepth),
        ("max_leaves", Leaves),
        ("max_bin", Bins + 1),
        ("min_child_weight", MinimumRowsPerLeaf),
        ("gamma", MinimumGain),
        ("lambda", 0),
        ("base_score", 0),
        ("disable_default_eval_metric", 1),
        ("subsample", RowFraction),
        ("colsample_bytree", FeatureFraction),
        ("colsample_bynode", FeatureFractionPerSplit),
        ("seed", Seed),
        ("nthread", matrix.Threads(Threads)),
    ];
}
