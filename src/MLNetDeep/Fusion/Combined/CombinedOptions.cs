using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of networks over several inputs, such as an image, a text and a table.</summary>
public sealed class CombinedOptions : CombinedTrainerOptions
{
    /// <summary>Sets the defaults of this architecture: a batch size of 64, at most 30 epochs, and an early-stopping patience of 5.</summary>
    public CombinedOptions() => (BatchSize, MaxEpochs, Patience) = (64, 30, 5);

    /// <summary>The embedding size of each input. Default 64.</summary>
    [Range(16, 256, 64, true)]
    public int EmbeddingWidth { get; set; } = 64;

    /// <summary>Neurons in the hidden layer behind the embeddings. Default 128.</summary>
    [Range(32, 512, 128, true)]
    public int Width { get; set; } = 128;

    /// <summary>The dropout rate of the embeddings and of the hidden layer. Default 0.1.</summary>
    [Range(0.0, 0.6, 0.1)]
    public double Dropout { get; set; } = 0.1;

    /// <summary>
    /// Modality dropout (Neverova et al., ModDrop: Adaptive Multi-Modal Gesture Recognition, 2016): the share of inputs that are taken as missing in each training step, though never all
    /// of a row, so that the network does without one. Default 0.2.
    /// </summary>
    [Range(0.0, 0.5, 0.2)]
    public double ModalityDropout { get; set; } = 0.2;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(EmbeddingWidth), EmbeddingWidth, 1);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.Share(nameof(Dropout), Dropout);
        faults.Share(nameof(ModalityDropout), ModalityDropout);
        foreach (var part in Parts)
            faults.Require(part.Architecture is { CanBePart: true }, part.Architecture is { } architecture
                ? $"Input '{part.Name}': {architecture.DisplayName} gives no embedding and cannot be a part of a larger network."
                : $"Input '{part.Name}': its options are {part.Options.GetType().Name}, which say no architecture; take those of one, such as {string.Join(", ", Suiting(part))}.");
    }

    private static IEnumerable<string> Suiting(InputPart part) => ArchitectureRegistry.All
        .Where(architecture => architecture.CanBePart && architecture.OptionsType != typeof(CombinedOptions) && (part.Options.GetType() == typeof(TrainerOptions) || architecture.InputKind == part.Kind))
        .Select(architecture => architecture.OptionsType.Name);
}
