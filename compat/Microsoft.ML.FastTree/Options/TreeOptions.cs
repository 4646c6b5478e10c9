using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Base of the options of tree trainers.</summary>
public abstract class TreeOptions : TrainerInputBaseWithGroupId
{
    protected TreeOptions()
    {
    }

    /// <summary>Null for all processors.</summary>
    public int? NumberOfThreads;

    /// <summary>Of what is drawn, such as the rows of a forest's trees.</summary>
    public int Seed = 123;

    /// <summary>Of the draw of features.</summary>
    public int FeatureSelectionSeed = 123;

    public int MaximumBinCountPerFeature = 255;

    /// <summary>The most leaves in a tree.</summary>
    public int NumberOfLeaves = 20;

    /// <summary>The fewest rows in a leaf.</summary>
    public int MinimumExampleCountPerLeaf = 10;

    public int NumberOfTrees = 100;

    /// <summary>The share of features that a tree may use.</summary>
    public double FeatureFraction = 1;

    /// <summary>The share of features that a split may use.</summary>
    public double FeatureFractionPerSplit = 1;

    /// <summary>The share of the rows that a tree of a bag is grown on.</summary>
    public double BaggingExampleFraction = 0.7;

    internal virtual TreeGrowth Growth => new()
    {
        Trees = NumberOfTrees,
        Leaves = NumberOfLeaves,
        MinimumRowsPerLeaf = MinimumExampleCountPerLeaf,
        Bins = MaximumBinCountPerFeature,
        FeatureFraction = FeatureFraction,
        FeatureFractionPerSplit = FeatureFractionPerSplit,
        Seed = FeatureSelectionSeed,
        Threads = NumberOfThreads,
    };

    internal virtual void Check(IExceptionContext ectx)
    {
        ectx.CheckUserArg(NumberOfLeaves >= 2, nameof(NumberOfLeaves), "Must be at least 2");
        ectx.CheckUserArg(NumberOfTrees > 0, nameof(NumberOfTrees), "Must be positive");
        ectx.CheckUserArg(MinimumExampleCountPerLeaf > 0, nameof(MinimumExampleCountPerLeaf), "Must be positive");
        ectx.CheckUserArg(MaximumBinCountPerFeature > 0, nameof(MaximumBinCountPerFeature), "Must be positive");
        ectx.CheckUserArg(FeatureFraction is > 0 and <= 1, nameof(FeatureFraction), "Must be in (0, 1]");
        ectx.CheckUserArg(FeatureFractionPerSplit is > 0 and <= 1, nameof(FeatureFractionPerSplit), "Must be in (0, 1]");
        ectx.CheckUserArg(BaggingExampleFraction is > 0 and <= 1, nameof(BaggingExampleFraction), "Must be in (0, 1]");
        ectx.CheckUserArg(NumberOfThreads is null or > 0, nameof(NumberOfThreads), "Must be positive");
    }
}

/// <summary>Base of the options of boosted trees.</summary>
public abstract class BoostedTreeOptions : TreeOptions
{
    protected BoostedTreeOptions()
    {
    }

    public double LearningRate = 0.2;

    /// <summary>A further factor on each tree.</summary>
    public double Shrinkage = 1;

    /// <summary>The largest output of a leaf, either way.</summary>
    public double MaximumTreeOutput = 100;

    internal override TreeGrowth Growth
        => base.Growth with { LearningRate = LearningRate * Shrinkage, MaximumOutput = MaximumTreeOutput };

    internal override void Check(IExceptionContext ectx)
    {
        base.Check(ectx);
        ectx.CheckUserArg(LearningRate > 0, nameof(LearningRate), "Must be positive");
        ectx.CheckUserArg(Shrinkage > 0, nameof(Shrinkage), "Must be positive");
        ectx.CheckUserArg(MaximumTreeOutput > 0, nameof(MaximumTreeOutput), "Must be positive");
    }
}

/// <summary>Base of the options of forests.</summary>
public abstract class FastForestOptionsBase : TreeOptions
{
    private protected FastForestOptionsBase()
    {
    }
}
