using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of RealMLP. The defaults are those published (RealMLP-TD).</summary>
public sealed class RealMlpOptions : TableTrainerOptions
{
    /// <summary>
    /// Sets the published defaults: robust scaling of numbers with smooth clipping, a batch size of 256, four learning-rate cycles over 256 epochs, of which
    /// the one with the lowest validation error is kept, AdamW with β₂ = 0.95, a weight decay of 0.02, label smoothing of 0.1, predictions of a regression
    /// clipped to the range of the training targets; no early stopping, no gradient clipping.
    /// </summary>
    public RealMlpOptions()
    {
        (NumericEncoding, BatchSize, Schedule, Beta2, WeightDecay) = (NumericEncoding.Robust, 256, ScheduleKind.CosineLog, 0.95, 0.02);
        (LabelSmoothing, GradientClip, Patience, BestEpochBy, ClipPredictions) = (0.1, 0, 0, BestEpochMetric.Error, true);
    }

    /// <summary>The number of epochs: passes over the training set. Default 256, as published.</summary>
    [Range(32, 512, 256, true)]
    public override int MaxEpochs { get; set; } = 256;

    /// <summary>
    /// The peak learning rate of the schedule for classification; a regression's is <see cref="RegressionRateFactor"/> times as high. Default 0.04, as
    /// published.
    /// </summary>
    [Range(1e-2, 2e-1, 4e-2, true)]
    public override double LearningRate { get; set; } = 4e-2;

    /// <summary>The factor of the learning rate in a regression. Default 5, as published: 0.2.</summary>
    public double RegressionRateFactor { get; set; } = 5;

    /// <summary>Hidden layers. Default 3.</summary>
    [Range(1, 5, 3)]
    public int Layers { get; set; } = 3;

    /// <summary>Neurons of each hidden layer. Default 256.</summary>
    [Range(64, 512, 256, true)]
    public int Width { get; set; } = 256;

    /// <summary>The activation function. Default Auto: Selu for classification, Mish for regression.</summary>
    [Choice(new object[] { RealMlpActivation.Auto, RealMlpActivation.Selu, RealMlpActivation.Mish }, RealMlpActivation.Auto)]
    public RealMlpActivation Activation { get; set; }

    /// <summary>The initial dropout rate; it falls to 0 over the second half of the training. Default 0.15.</summary>
    [Range(0.0, 0.5, 0.15)]
    public double Dropout { get; set; } = 0.15;

    /// <summary>The embedding size of a number, the number itself included. Default 4.</summary>
    [Range(2, 16, 4, true)]
    public int NumberWidth { get; set; } = 4;

    /// <summary>Frequencies of the periodic embedding of a number. Default 16.</summary>
    [Range(8, 64, 16, true)]
    public int Frequencies { get; set; } = 16;

    /// <summary>The standard deviation of the initial frequencies. Default 0.1.</summary>
    [Range(0.02, 10.0, 0.1, true)]
    public double FrequencyDeviation { get; set; } = 0.1;

    /// <summary>The maximum number of values of a one-hot encoded category; categories with more have embeddings. Default 8.</summary>
    public int MaxOneHot { get; set; } = 8;

    /// <summary>The embedding size of a category. Default 8.</summary>
    [Range(4, 32, 8, true)]
    public int EmbeddingWidth { get; set; } = 8;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Above(nameof(RegressionRateFactor), RegressionRateFactor, 0);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.Defined(nameof(Activation), Activation);
        faults.Share(nameof(Dropout), Dropout);
        faults.AtLeast(nameof(NumberWidth), NumberWidth, 2);
        faults.AtLeast(nameof(Frequencies), Frequencies, 1);
        faults.Above(nameof(FrequencyDeviation), FrequencyDeviation, 0);
        faults.AtLeast(nameof(MaxOneHot), MaxOneHot, 0);
        faults.AtLeast(nameof(EmbeddingWidth), EmbeddingWidth, 1);
    }
}

/// <summary>The activation function of RealMLP.</summary>
public enum RealMlpActivation
{
    /// <summary>Selu for classification, Mish for regression.</summary>
    Auto,

    /// <summary>Klambauer et al., Self-Normalizing Neural Networks, 2017.</summary>
    Selu,

    /// <summary>Misra, Mish: A Self Regularized Non-Monotonic Activation Function, 2019.</summary>
    Mish,
}
