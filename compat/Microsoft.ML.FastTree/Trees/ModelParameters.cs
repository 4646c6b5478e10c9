using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees of a binary classifier.</summary>
public sealed class FastTreeBinaryModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal FastTreeBinaryModelParameters(IHostEnvironment env, RegressionTreeEnsemble trees, int featureCount)
        : base(env, nameof(FastTreeBinaryModelParameters), trees, featureCount)
    {
    }

    private FastTreeBinaryModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(FastTreeBinaryModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new FastTreeBinaryModelParameters(env, ctx);
}

/// <summary>Boosted trees of a number.</summary>
public sealed class FastTreeRegressionModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal FastTreeRegressionModelParameters(IHostEnvironment env, RegressionTreeEnsemble trees, int featureCount)
        : base(env, nameof(FastTreeRegressionModelParameters), trees, featureCount)
    {
    }

    private FastTreeRegressionModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(FastTreeRegressionModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new FastTreeRegressionModelParameters(env, ctx);
}

/// <summary>Boosted trees of a ranking.</summary>
public sealed class FastTreeRankingModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal FastTreeRankingModelParameters(IHostEnvironment env, RegressionTreeEnsemble trees, int featureCount)
        : base(env, nameof(FastTreeRankingModelParameters), trees, featureCount)
    {
    }

    private FastTreeRankingModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(FastTreeRankingModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new FastTreeRankingModelParameters(env, ctx);
}

/// <summary>A forest of a binary classifier.</summary>
public sealed class FastForestBinaryModelParameters : TreeEnsembleModelParametersBasedOnQuantileRegressionTree
{
    internal FastForestBinaryModelParameters(IHostEnvironment env, QuantileRegressionTreeEnsemble trees, int featureCount)
        : base(env, nameof(FastForestBinaryModelParameters), trees, featureCount)
    {
    }

    private FastForestBinaryModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(FastForestBinaryModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new FastForestBinaryModelParameters(env, ctx);
}

/// <summary>A forest of a number.</summary>
public sealed class FastForestRegressionModelParameters : TreeEnsembleModelParametersBasedOnQuantileRegressionTree
{
    internal FastForestRegressionModelParameters(IHostEnvironment env, QuantileRegressionTreeEnsemble trees, int featureCount)
        : base(env, nameof(FastForestRegressionModelParameters), trees, featureCount)
    {
    }

    private FastForestRegressionModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(FastForestRegressionModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new FastForestRegressionModelParameters(env, ctx);
}
