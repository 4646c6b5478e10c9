using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

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

    /// <summary>Checks the label column and reads what its values, or the slots of its vectors, stand for.</summary>
    public abstract LabelValues ReadLabel(DataViewSchema schema, string labelColumn);

    /// <summary>How the label is read; for a label that <see cref="ReadLabel"/> took.</summary>
    public abstract TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels);

    /// <summary>How many raw outputs are wanted.</summary>
    public virtual OutputShape Output(LabelValues labels) => new(labels.Count);

    /// <summary>The end of the network.</summary>
    /// <param name="labels">What the label stands for.</param>
    /// <param name="targets">What the training rows are like; null when weights are loaded afterwards.</param>
    public virtual OutputStage Stage(LabelValues labels, TargetStatistics? targets) => OutputStage.Neutral(Output(labels).Size, pooling: Pooling);

    /// <summary>The middle of the network.</summary>
    /// <param name="build">Makes the architecture's module for so many raw outputs.</param>
    /// <param name="labels">What the label stands for.</param>
    public virtual Module Body(Func<OutputShape, Module> build, LabelValues labels) => build(Output(labels));

    /// <summary>Whether models are saved and score; else training leaves weights for other tasks alone.</summary>
    public virtual bool IsSaved => true;

    /// <summary>How the members of an ensemble become one.</summary>
    public virtual MemberPooling Pooling => MemberPooling.Mean;

    /// <summary>What a training makes small; throws where the rows do not suit the task.</summary>
    public abstract IObjective Objective(ObjectiveContext context);

    /// <summary>Whether losses of two targets may be mixed by a share: mixup and cutmix.</summary>
    public virtual bool MixesTargets => true;

    /// <summary>From raw outputs to scores.</summary>
    public virtual Tensor Activate(Tensor outputs) => outputs;

    /// <summary>Whether scores are probabilities, or are made into some.</summary>
    public virtual bool HasProbabilities => false;

    /// <summary>From raw outputs to probabilities, for tasks that have some.</summary>
    public virtual Tensor Probabilities(Tensor outputs) => Activate(outputs);

    /// <summary>The columns that a transformer adds.</summary>
    public abstract IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels);

    /// <summary>What each of the scores is about: the classes, labels, targets or quantiles; none where there is one score alone.</summary>
    public virtual IReadOnlyList<string> Names(LabelValues labels) => labels.Names;
}

/// <summary>What an objective is made from.</summary>
/// <param name="LabelColumn">The name of the label, for messages.</param>
/// <param name="Labels">The classes.</param>
/// <param name="Targets">What the labels of the training rows are like.</param>
/// <param name="Options">How to train.</param>
/// <param name="Device">Where to compute.</param>
internal sealed record ObjectiveContext(string LabelColumn, LabelValues Labels, TargetStatistics Targets, TrainerOptions Options, Device Device)
{
    /// <summary>What one is for each target of a regression: those of the training rows, or of the rows of the model that is trained further.</summary>
    public float[] Deviations { get; init; } = Targets.Deviations();
}
