using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of recurrent networks for sequences.</summary>
public abstract class SequenceRecurrentOptions : SequenceTrainerOptions
{
    private protected SequenceRecurrentOptions() =>
        (MaxEpochs, MinSteps, BatchSize, Patience, LearningRate, WeightDecay, GradientClip) = (30, 1000, 32, 8, 2e-3, 0.01, 1);

    /// <summary>Units of each layer and direction. Default 96.</summary>
    [Range(32, 256, 96, true)]
    public int Units { get; set; } = 96;

    /// <summary>Layers one after the other. Default 2.</summary>
    [Range(1, 3, 2)]
    public int Layers { get; set; } = 2;

    /// <summary>
    /// Whether the largest value of each number over all steps decides too, beside the mean that attention weighs (Conneau et al., Supervised Learning of Universal Sentence Representations from Natural Language Inference
    /// Data, 2017). Default true; false leaves attention alone.
    /// </summary>
    [BooleanChoice(true)]
    public bool MaxPooling { get; set; } = true;

    /// <summary>The dropout rate between layers and before the last layer. Default 0.3.</summary>
    [Range(0.0, 0.6, 0.3)]
    public double Dropout { get; set; } = 0.3;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Units), Units, 1);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.Share(nameof(Dropout), Dropout);
    }
}
