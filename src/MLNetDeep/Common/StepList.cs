using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Common;

/// <summary>Transformers one after the other, each fitted on what those before it make of a sample.</summary>
internal sealed class StepList(IDataView sample)
{
    private readonly List<ITransformer> _steps = [];
    private IDataView _sample = sample;

    public void Add<T>(IEstimator<T> estimator)
        where T : class, ITransformer
    {
        var step = estimator.Fit(_sample);
        _sample = step.Transform(_sample);
        _steps.Add(step);
    }

    public TransformerChain<ITransformer> ToChain() => new([.. _steps]);
}
