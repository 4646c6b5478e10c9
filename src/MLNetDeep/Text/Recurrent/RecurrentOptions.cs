using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of recurrent networks for texts.</summary>
public abstract class RecurrentOptions : TextTrainerOptions
{
    private protected RecurrentOptions() =>
        (MaxEpochs, BatchSize, Patience, WeightDecay, GradientClip, BestEpochBy) = (20, 64, 5, 0.01, 1, BestEpochMetric.Error);

    /// <summary>Numbers that describe a token. Default 256.</summary>
    [Range(64, 512, 256, true)]
    public int Width { get; set; } = 256;

    /// <summary>Units of each layer and direction. Default 128.</summary>
    [Range(32, 512, 128, true)]
    public int Units { get; set; } = 128;

    /// <summary>Layers one after the other. Default 1.</summary>
    [Range(1, 3, 1)]
    public int Layers { get; set; } = 1;

    /// <summary>
    /// Whether the largest value of each number over all tokens decides too, beside the mean that attention weighs (Conneau et al., Supervised Learning of Universal Sentence Representations from
    /// Natural Language Inference Data, 2017). Default true; false leaves attention alone.
    /// </summary>
    [BooleanChoice(true)]
    public bool MaxPooling { get; set; } = true;

    /// <summary>The share of numbers dropped in training, of tokens, between layers and before the last layer. Default 0.5.</summary>
    [Range(0.0, 0.7, 0.5)]
    public double Dropout { get; set; } = 0.5;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.AtLeast(nameof(Units), Units, 1);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.Share(nameof(Dropout), Dropout);
    }
}

/// <summary>The options of LSTM networks for texts.</summary>
public sealed class LstmOptions : RecurrentOptions;

/// <summary>The options of GRU networks for texts.</summary>
public sealed class GruOptions : RecurrentOptions;
