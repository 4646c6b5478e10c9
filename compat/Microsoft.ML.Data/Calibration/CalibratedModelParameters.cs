using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>A model, and what makes probabilities of its scores.</summary>
public abstract class CalibratedModelParametersBase
{
    private protected CalibratedModelParametersBase(object subModel, ICalibrator calibrator)
    {
        SubModel = subModel;
        Calibrator = calibrator;
    }

    public object SubModel { get; }

    public ICalibrator Calibrator { get; }
}

/// <summary>The same with their types.</summary>
public abstract class CalibratedModelParametersBase<TSubModel, TCalibrator>
    : CalibratedModelParametersBase, IProbabilityMapper
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    private protected CalibratedModelParametersBase(TSubModel subModel, TCalibrator calibrator) : base(subModel, calibrator)
    {
    }

    public new TSubModel SubModel => (TSubModel)base.SubModel;

    public new TCalibrator Calibrator => (TCalibrator)base.Calibrator;

    int IFeatureMapper<float>.FeatureCount => ((IFeatureMapper<float>)SubModel).FeatureCount;

    ValueMapper<VBuffer<float>, float> IFeatureMapper<float>.GetMapper() => ((IFeatureMapper<float>)SubModel).GetMapper();

    Func<float, float> IProbabilityMapper.GetCalibration() => Calibrator.PredictProbability;

    private protected void Save(ModelSaveContext ctx, Type loader)
    {
        ctx.SetLoader(loader);
        ctx.SaveModel(SubModel, "Predictor");
        ctx.SaveModel(Calibrator, "Calibrator");
    }
}

/// <summary>A calibrated linear model.</summary>
internal sealed class ParameterMixingCalibratedModelParameters<TSubModel, TCalibrator>(
    TSubModel subModel, TCalibrator calibrator)
    : CalibratedModelParametersBase<TSubModel, TCalibrator>(subModel, calibrator), ICanSaveModel
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    void ICanSaveModel.Save(ModelSaveContext ctx) => Save(ctx, typeof(ParameterMixingCalibratedModelParameters));
}

/// <summary>A calibrated model of trees.</summary>
internal sealed class FeatureWeightsCalibratedModelParameters<TSubModel, TCalibrator>(
    TSubModel subModel, TCalibrator calibrator)
    : CalibratedModelParametersBase<TSubModel, TCalibrator>(subModel, calibrator), ICanSaveModel
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    void ICanSaveModel.Save(ModelSaveContext ctx) => Save(ctx, typeof(FeatureWeightsCalibratedModelParameters));
}

/// <summary>Loads a <see cref="ParameterMixingCalibratedModelParameters{TSubModel, TCalibrator}"/>.</summary>
internal static class ParameterMixingCalibratedModelParameters
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => CalibratedModelLoading.Create(typeof(ParameterMixingCalibratedModelParameters<,>), env, ctx);
}

/// <summary>Loads a <see cref="FeatureWeightsCalibratedModelParameters{TSubModel, TCalibrator}"/>.</summary>
internal static class FeatureWeightsCalibratedModelParameters
{
    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => CalibratedModelLoading.Create(typeof(FeatureWeightsCalibratedModelParameters<,>), env, ctx);
}

internal static class CalibratedModelLoading
{
    public static object Create(Type open, IHostEnvironment env, ModelLoadContext ctx)
    {
        object subModel = ctx.LoadModel<object>(env, "Predictor");
        object calibrator = ctx.LoadModel<object>(env, "Calibrator");
        return Activator.CreateInstance(open.MakeGenericType(subModel.GetType(), calibrator.GetType()), subModel, calibrator)!;
    }
}
