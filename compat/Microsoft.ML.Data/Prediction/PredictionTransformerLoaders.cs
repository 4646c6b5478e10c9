using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Loads a <see cref="BinaryPredictionTransformer{TModel}"/> of any model.</summary>
internal sealed class BinaryPredictionTransformer : PredictionTransformerLoader
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => Create(typeof(BinaryPredictionTransformer<>), env, ctx);
}

/// <summary>Loads a <see cref="MulticlassPredictionTransformer{TModel}"/> of any model.</summary>
internal sealed class MulticlassPredictionTransformer : PredictionTransformerLoader
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => Create(typeof(MulticlassPredictionTransformer<>), env, ctx);
}

/// <summary>Loads a <see cref="RegressionPredictionTransformer{TModel}"/> of any model.</summary>
internal sealed class RegressionPredictionTransformer : PredictionTransformerLoader
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => Create(typeof(RegressionPredictionTransformer<>), env, ctx);
}

/// <summary>Loads a <see cref="RankingPredictionTransformer{TModel}"/> of any model.</summary>
internal sealed class RankingPredictionTransformer : PredictionTransformerLoader
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => Create(typeof(RankingPredictionTransformer<>), env, ctx);
}
