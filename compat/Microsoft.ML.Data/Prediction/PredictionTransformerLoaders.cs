using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Loads a <see cref="BinaryPredictionTransformer{TModel}"/> of any model.</summary>
internal sealed class BinaryPredictionTransformer : PredictionTransformerLoader
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => new BinaryPredictionTransformer<object>(env, ctx);
}

/// <summary>Loads a <see cref="MulticlassPredictionTransformer{TModel}"/> of any model.</summary>
internal sealed class MulticlassPredictionTransformer : PredictionTransformerLoader
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => new MulticlassPredictionTransformer<object>(env, ctx);
}

/// <summary>Loads a <see cref="RegressionPredictionTransformer{TModel}"/> of any model.</summary>
internal sealed class RegressionPredictionTransformer : PredictionTransformerLoader
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => new RegressionPredictionTransformer<object>(env, ctx);
}

/// <summary>Loads a <see cref="RankingPredictionTransformer{TModel}"/> of any model.</summary>
internal sealed class RankingPredictionTransformer : PredictionTransformerLoader
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => new RankingPredictionTransformer<object>(env, ctx);
}
