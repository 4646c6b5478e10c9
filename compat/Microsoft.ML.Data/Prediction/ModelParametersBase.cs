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

    ValueMapper<VBuffer<float>, TOutput> IFeatureMapper<TOutput>.GetMapper() => GetMapperCore();

    private protected abstract ValueMapper<VBuffer<float>, TOutput> GetMapperCore();

    private protected abstract void SaveCore(ModelSaveContext ctx);
}
