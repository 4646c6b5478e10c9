using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Boosted trees of a binary classifier.</summary>
public sealed class LightGbmBinaryModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal LightGbmBinaryModelParameters(IHostEnvironment env, RegressionTreeEnsemble trees, int featureCount)
        : base(env, nameof(LightGbmBinaryModelParameters), trees, featureCount)
    {
    }

    private LightGbmBinaryModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(LightGbmBinaryModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new LightGbmBinaryModelParameters(env, ctx);
}

/// <summary>Boosted trees of a number.</summary>
public sealed class LightGbmRegressionModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal LightGbmRegressionModelParameters(IHostEnvironment env, RegressionTreeEnsemble trees, int featureCount)
        : base(env, nameof(LightGbmRegressionModelParameters), trees, featureCount)
    {
    }

    private LightGbmRegressionModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(LightGbmRegressionModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new LightGbmRegressionModelParameters(env, ctx);
}
