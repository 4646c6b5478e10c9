using Microsoft.ML.SearchSpace;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.AutoML;

public class Estimator
{
    protected Estimator()
    {
    }

    public Parameter Parameter { get; set; }
}

/// <summary>A stage of a pipeline, made from a parameter of its space.</summary>
public class SweepableEstimator : Estimator, ISweepable<IEstimator<ITransformer>>
{
    private readonly Func<MLContext, Parameter, IEstimator<ITransformer>> _factory;

    public SweepableEstimator(Func<MLContext, Parameter, IEstimator<ITransformer>> factory, Space ss)
    {
        (_factory, SearchSpace) = (factory, ss);
        Parameter = ss.SampleFromFeatureSpace(ss.Default);
    }

    public Space SearchSpace { get; set; }

    public virtual IEstimator<ITransformer> BuildFromOption(MLContext context, Parameter param) => _factory(context, param);

    internal static SweepableEstimator Of(IEstimator<ITransformer> estimator) => new((_, _) => estimator, []);
}
