using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of networks over two texts, such as a premise and a hypothesis.</summary>
public sealed class SentencePairOptions : CombinedTrainerOptions
{
    /// <summary>Sets the defaults of this architecture: a batch size of 64, at most 20 epochs, and an early-stopping patience of 5.</summary>
    public SentencePairOptions() => (BatchSize, MaxEpochs, Patience) = (64, 20, 5);

    /// <summary>How the embeddings of both texts are compared. Default Head.</summary>
    [Choice(new object[] { PairComparison.Head, PairComparison.Cosine }, PairComparison.Head)]
    public PairComparison Comparison { get; set; }

    /// <summary>The embedding size of a text. Default 128.</summary>
    [Range(32, 512, 128, true)]
    public int EmbeddingWidth { get; set; } = 128;

    /// <summary>Neurons in the hidden layer of the head. Default 128.</summary>
    [Range(32, 512, 128, true)]
    public int Width { get; set; } = 128;

    /// <summary>The dropout rate of the head. Default 0.2.</summary>
    [Range(0.0, 0.6, 0.2)]
    public double Dropout { get; set; } = 0.2;

    internal override bool AreAlike => true;

    private const string Both = "Both";

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Defined(nameof(Comparison), Comparison);
        faults.AtLeast(nameof(EmbeddingWidth), EmbeddingWidth, 1);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.Share(nameof(Dropout), Dropout);
        faults.Require(Parts.Count <= 2, $"{nameof(Parts)} must have 2 texts, but has {Parts.Count}.");
        foreach (var part in Parts)
            faults.Require(part is { Options: TextTrainerOptions, Architecture.CanBePart: true, Columns: [_] },
                $"Input '{part.Name}' must be one column of text with the options of a network for texts, but is {part.Options.GetType().Name} for {(part.Columns is { } columns ? string.Join(", ", columns) : "all other columns")}.");
        if (Parts is [var first, var second])
            faults.Require(InputParts.Create([new(Both, first.Options)]).Equals(InputParts.Create([new(Both, second.Options)])), "Both texts go through one network: their options must be the same.");
    }
}

/// <summary>How the embeddings of two texts are compared.</summary>
public enum PairComparison
{
    /// <summary>
    /// By a hidden layer over both, their difference and their product (Conneau et al., Supervised Learning of Universal Sentence Representations from Natural Language Inference Data, 2017):
    /// for entailment and other questions that depend on which text is the first.
    /// </summary>
    Head,

    /// <summary>
    /// By the cosine of the angle between them (Reimers and Gurevych, Sentence-BERT, 2019), of which each output is a linear function: for similarity, and where embeddings are to be compared
    /// later by themselves.
    /// </summary>
    Cosine,
}
