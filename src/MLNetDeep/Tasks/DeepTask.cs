using Microsoft.ML;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// What a network is asked: the loss, what its raw outputs become, and which columns come out. It knows no architecture.
/// </summary>
internal abstract class DeepTask
{
    /// <summary>The name in options files, on the command line and in saved models.</summary>
    public abstract string Key { get; }

    /// <summary>The columns that a trainer of this task promises to add; throws where the label does not suit.</summary>
    public abstract IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn);

    /// <summary>Checks the label column and reads what its values stand for.</summary>
    public abstract LabelValues ReadLabel(DataViewSchema schema, string labelColumn);

    /// <summary>How many raw outputs are wanted.</summary>
    public abstract OutputShape Output(LabelValues labels);

    /// <summary>What a training makes small; throws where the rows do not suit the task.</summary>
    public abstract IObjective Objective(ObjectiveContext context);

    /// <summary>From raw outputs to scores.</summary>
    public abstract Tensor Activate(Tensor outputs);

    /// <summary>The columns that a transformer adds.</summary>
    public abstract IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels);
}

/// <summary>What an objective is made from.</summary>
/// <param name="LabelColumn">The name of the label, for messages.</param>
/// <param name="Labels">The classes.</param>
/// <param name="ClassCounts">Training rows of each.</param>
/// <param name="Weighting">How much the rows of a class count.</param>
/// <param name="Device">Where to compute.</param>
internal sealed record ObjectiveContext(string LabelColumn, LabelValues Labels, long[] ClassCounts, ClassWeighting Weighting, Device Device);
