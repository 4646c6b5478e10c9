using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Layers;

namespace MLNetDeep.Inputs;

/// <summary>How feature columns become what a network takes, in training, in scoring and in a saved model; settled on the training data.</summary>
/// <param name="Shape">What a row looks like to the body of the network.</param>
internal abstract record InputSpec(InputShape Shape) : FeatureSpec(Shape)
{
    /// <summary>The kind of input.</summary>
    public abstract InputKind Kind { get; }

    /// <summary>The inputs that it is made of: itself, unless there are several.</summary>
    public virtual IReadOnlyList<InputSpec> Inputs => [this];

    /// <summary>The same for another column.</summary>
    /// <exception cref="NotSupportedException">Columns of this kind of input cannot be read under another name.</exception>
    public virtual InputSpec Reading(string column) => throw new NotSupportedException($"Columns of {Kind.DisplayName} cannot be read under another name.");

    /// <summary>The most rows that libtorch scores at once.</summary>
    public virtual int MostScored => 256;

    /// <summary>Throws where rows to be scored do not suit.</summary>
    public abstract void Check(DataViewSchema schema);

    /// <summary>Makes the front of the network.</summary>
    /// <param name="learnt">What the training rows are like; null for a stage whose tensors will be loaded.</param>
    public abstract NetworkInput Stage(FeatureLearner? learnt);

    /// <summary>The file of weights that the network of this input starts from; null for none.</summary>
    public virtual string? StartsFrom => null;

    /// <summary>Gives the body of a network that starts anew what it starts from beside random numbers.</summary>
    /// <param name="body">The body, not yet on its device.</param>
    public virtual void Start(TorchSharp.torch.nn.Module body)
    {
    }

    /// <summary>The same without what is for the start of a training alone.</summary>
    public virtual InputSpec Trained() => this;

    /// <summary>What users should know of the saved model; null for nothing.</summary>
    public virtual string? SavingNote => null;

    /// <summary>The steps of a saved model.</summary>
    public abstract InputSaving Saving(MLContext ml);

    /// <summary>Writes all that is needed to make it again.</summary>
    public abstract void Write(JsonObject saved);

    /// <summary>In which way options ask for another input than this; null where they do not.</summary>
    public virtual string? Differs(TrainerOptions options) => null;

    /// <summary>The training rows changed anew in each pass as options ask; the rows themselves where nothing is asked.</summary>
    public virtual IBatchSource Augment(IBatchSource rows, FeatureLearner? learnt, TrainerOptions options)
    {
        var (change, mixer) = (Changes(learnt, options), Mixer(options));
        return change is null && mixer is null ? rows : new AugmentedBatches(rows, change, mixer);
    }

    /// <summary>The rows of validation, as the network is judged by them.</summary>
    public virtual IBatchSource ForValidation(IBatchSource rows, FeatureLearner? learnt, TrainerOptions options) => rows;

    /// <summary>How two views of a row are made, for contrastive learning; null where there are none.</summary>
    internal virtual RowViews? Views(FeatureLearner? learnt, TrainerOptions options, ContrastiveOptions views) => null;

    /// <summary>What is done to single rows; null for nothing.</summary>
    internal virtual IRowChange? Changes(FeatureLearner? learnt, TrainerOptions options) => null;

    /// <summary>How rows are mixed; null for not at all.</summary>
    protected virtual BatchMixer? Mixer(TrainerOptions options) => options.Mixup > 0 ? new BatchMixer(options.Mixup) : null;
}
