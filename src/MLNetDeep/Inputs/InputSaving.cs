using Microsoft.ML;
using MLNetDeep.Common;

namespace MLNetDeep.Inputs;

/// <summary>The steps of a saved model from the feature columns to the columns that the exported network takes.</summary>
internal abstract class InputSaving
{
    /// <summary>The columns that are dropped at the end.</summary>
    public abstract IEnumerable<string> Helpers { get; }

    /// <summary>A view with columns like those of the features, which steps are fitted on; it need not have rows.</summary>
    public abstract IDataView SampleRow();

    /// <summary>Adds the steps.</summary>
    public abstract void AddSteps(StepList steps);
}
