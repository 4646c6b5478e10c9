using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of what trainers learn.</summary>
public abstract class ModelParametersBase<TOutput> : ICanSaveModel, IFeatureMapper<TOutput>
{
    private protected readonly IHost Host;

    private protected ModelParametersBase(IHostEnvironment env, string name)
    {
        Contracts.CheckValue(env, nameof(env));
        Host = env.Register(name);
    }

    int IFeatureMapper<TOutput>.FeatureCount => FeatureCountCore;

    private protected abstract int FeatureCountCore { get; }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Host.CheckValue(ctx, nameof(ctx));
        ctx.SetLoader(GetType());
        SaveCore(ctx);
    }

    ValueMapper<VBuffer<float>, TOutput> IFeatureMapper<TOutput>.GetMapper()
    {
        ValueMapper<VBuffer<float>, TOutput> mapper = GetMapperCore();
        return (in VBuffer<float> features, ref TOutput output) =>
        {
            if (features.Length != FeatureCountCore)
                throw Host.Except(WrongLength(features.Length));
            mapper(in features, ref output);
        };
    }

    /// <summary>What is said of a row that has not as many features as the model.</summary>
    private protected virtual string WrongLength(int length)
        => $"Input is of length {length}, but predictor expected length {FeatureCountCore}";

    private protected abstract ValueMapper<VBuffer<float>, TOutput> GetMapperCore();

    private protected abstract void SaveCore(ModelSaveContext ctx);
}
