namespace MLNetDeep;

/// <summary>
/// How a network learns without labels to tell rows apart, by two views of each (contrastive learning). For images both are augmented: as the augmentation options of the encoder ask, or, where they ask for nothing,
/// by shifts, crops, rotations, noise and jitter of contrast for grayscale, and by crops, horizontal flips and color jitter for colour. For tables one view is the row, the other has columns corrupted.
/// </summary>
public sealed class ContrastiveOptions
{
    /// <summary>The temperature: what the cosine similarities of projections are divided by. Null takes 0.5 for images and 1 for tables (the default).</summary>
    public double? Temperature { get; set; }

    /// <summary>The size of the projections, which the loss compares and which are thrown away after training. Default 128.</summary>
    public int ProjectionSize { get; set; } = 128;

    /// <summary>The neurons of the hidden layer of the projection head. 0 takes as many as an embedding has numbers (the default).</summary>
    public int ProjectionWidth { get; set; }

    /// <summary>The share of the columns of a table that are corrupted in one view: each gets the value of another row. Default 0.6, as published.</summary>
    public double CorruptionRate { get; set; } = 0.6;

    /// <summary>Whether the embeddings that are added have length 1 (L2 norm), so that a dot product is a cosine. Default true.</summary>
    public bool Normalize { get; set; } = true;

    internal ContrastiveOptions Clone() => (ContrastiveOptions)MemberwiseClone();

    internal void Validate()
    {
        var faults = new OptionFaults();
        if (Temperature is { } temperature) faults.Above(nameof(Temperature), temperature, 0);
        faults.AtLeast(nameof(ProjectionSize), ProjectionSize, 2);
        faults.AtLeast(nameof(ProjectionWidth), ProjectionWidth, 0);
        faults.Require(CorruptionRate is > 0 and <= 1, $"{nameof(CorruptionRate)} must be above 0 and at most 1, but was {OptionCatalog.Text([CorruptionRate])}.");
        faults.ThrowIfAny(nameof(ContrastiveOptions));
    }
}
