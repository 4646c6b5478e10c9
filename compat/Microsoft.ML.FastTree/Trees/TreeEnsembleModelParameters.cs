using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Base of models that are sums of trees.</summary>
public abstract class TreeEnsembleModelParameters : ModelParametersBase<float>
{
    private readonly int _featureCount;

    private protected TreeEnsembleModelParameters(IHostEnvironment env, string name, int featureCount) : base(env, name)
        => _featureCount = featureCount;

    private protected override int FeatureCountCore => _featureCount;

    /// <summary>How much each feature counts in the trees.</summary>
    public void GetFeatureWeights(ref VBuffer<float> weights)
        => weights = new VBuffer<float>(_featureCount, FeatureGains(_featureCount));

    private protected abstract float[] FeatureGains(int featureCount);

    private protected abstract float Score(ReadOnlySpan<float> features);

    private protected override ValueMapper<VBuffer<float>, float> GetMapperCore()
    {
        float[]? dense = null;
        return (in VBuffer<float> features, ref float score) =>
        {
            if (features.IsDense)
            {
                score = Score(features.GetValues());
                return;
            }

            dense ??= new float[_featureCount];
            features.CopyTo(dense);
            score = Score(dense);
        };
    }
}

/// <summary>Base of sums of plain trees.</summary>
public abstract class TreeEnsembleModelParametersBasedOnRegressionTree : TreeEnsembleModelParameters
{
    private protected TreeEnsembleModelParametersBasedOnRegressionTree(
        IHostEnvironment env, string name, RegressionTreeEnsemble trees, int featureCount)
        : base(env, name, featureCount)
        => TrainedTreeEnsemble = trees;

    private protected TreeEnsembleModelParametersBasedOnRegressionTree(
        IHostEnvironment env, string name, ModelLoadContext ctx)
        : base(env, name, ctx.Reader.ReadInt32())
        => TrainedTreeEnsemble = RegressionTreeEnsemble.Load(ctx.Reader);

    public RegressionTreeEnsemble TrainedTreeEnsemble { get; }

    private protected override float Score(ReadOnlySpan<float> features) => TrainedTreeEnsemble.Score(features);

    private protected override float[] FeatureGains(int featureCount) => TrainedTreeEnsemble.FeatureGains(featureCount);

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.Write(FeatureCountCore);
        TrainedTreeEnsemble.Save(ctx.Writer);
    }
}

/// <summary>Base of forests.</summary>
public abstract class TreeEnsembleModelParametersBasedOnQuantileRegressionTree : TreeEnsembleModelParameters
{
    private protected TreeEnsembleModelParametersBasedOnQuantileRegressionTree(
        IHostEnvironment env, string name, QuantileRegressionTreeEnsemble trees, int featureCount)
        : base(env, name, featureCount)
        => TrainedTreeEnsemble = trees;

    private protected TreeEnsembleModelParametersBasedOnQuantileRegressionTree(
        IHostEnvironment env, string name, ModelLoadContext ctx)
        : base(env, name, ctx.Reader.ReadInt32())
        => TrainedTreeEnsemble = QuantileRegressionTreeEnsemble.Load(ctx.Reader);

    public QuantileRegressionTreeEnsemble TrainedTreeEnsemble { get; }

    private protected override float Score(ReadOnlySpan<float> features) => TrainedTreeEnsemble.Score(features);

    private protected override float[] FeatureGains(int featureCount) => TrainedTreeEnsemble.FeatureGains(featureCount);

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.Write(FeatureCountCore);
        TrainedTreeEnsemble.Save(ctx.Writer);
    }
}
