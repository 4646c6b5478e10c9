using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of models that weigh features.</summary>
public abstract class LinearModelParameters : ModelParametersBase<float>
{
    private protected readonly float[] WeightArray;

    private protected LinearModelParameters(IHostEnvironment env, string name, float[] weights, float bias) : base(env, name)
    {
        WeightArray = weights;
        Bias = bias;
    }

    private protected LinearModelParameters(IHostEnvironment env, string name, ModelLoadContext ctx) : base(env, name)
    {
        Bias = ctx.Reader.ReadSingle();
        WeightArray = ctx.Reader.ReadSingles();
    }

    /// <summary>One for each feature.</summary>
    public IReadOnlyList<float> Weights => WeightArray;

    public float Bias { get; protected set; }

    private protected override int FeatureCountCore => WeightArray.Length;

    private protected override ValueMapper<VBuffer<float>, float> GetMapperCore()
        => (in VBuffer<float> features, ref float score) => score = Link(MathUtils.Dot(WeightArray, in features) + Bias);

    /// <summary>From the weighted sum to the score.</summary>
    private protected virtual float Link(float sum) => sum;

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.Write(Bias);
        ctx.Writer.WriteSingles(WeightArray);
    }
}

/// <summary>A linear model of a binary classifier.</summary>
public sealed class LinearBinaryModelParameters : LinearModelParameters
{
    internal LinearBinaryModelParameters(IHostEnvironment env, float[] weights, float bias)
        : base(env, nameof(LinearBinaryModelParameters), weights, bias)
    {
    }

    private LinearBinaryModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(LinearBinaryModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new LinearBinaryModelParameters(env, ctx);
}

/// <summary>Base of linear models of a number.</summary>
public abstract class RegressionModelParameters : LinearModelParameters
{
    private protected RegressionModelParameters(IHostEnvironment env, string name, float[] weights, float bias)
        : base(env, name, weights, bias)
    {
    }

    private protected RegressionModelParameters(IHostEnvironment env, string name, ModelLoadContext ctx) : base(env, name, ctx)
    {
    }
}

/// <summary>A number as a weighted sum.</summary>
public sealed class LinearRegressionModelParameters : RegressionModelParameters
{
    internal LinearRegressionModelParameters(IHostEnvironment env, float[] weights, float bias)
        : base(env, nameof(LinearRegressionModelParameters), weights, bias)
    {
    }

    private LinearRegressionModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(LinearRegressionModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new LinearRegressionModelParameters(env, ctx);
}

/// <summary>A count whose logarithm is a weighted sum.</summary>
public sealed class PoissonRegressionModelParameters : RegressionModelParameters
{
    internal PoissonRegressionModelParameters(IHostEnvironment env, float[] weights, float bias)
        : base(env, nameof(PoissonRegressionModelParameters), weights, bias)
    {
    }

    private PoissonRegressionModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(PoissonRegressionModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new PoissonRegressionModelParameters(env, ctx);

    private protected override float Link(float sum) => MathF.Exp(sum);
}
