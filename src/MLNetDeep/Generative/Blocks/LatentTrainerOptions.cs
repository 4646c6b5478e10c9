namespace MLNetDeep;

/// <summary>The options of models with an encoder or a decoder over a latent vector.</summary>
public abstract class LatentTrainerOptions : GenerativeTrainerOptions
{
    /// <summary>The size of the latent vector: the embedding of a row, or what it is generated from. Default 16.</summary>
    public int EmbeddingSize { get; set; } = 16;

    /// <summary>
    /// The layers of the network. Default Auto: convolutional for images, and for numeric vectors whose <see cref="ImageTrainerOptions.ImageHeight"/> or <see
    /// cref="ImageTrainerOptions.Channels"/> is set; dense for other numeric vectors.
    /// </summary>
    public CoderLayers Layers { get; set; }

    /// <summary>Neurons in a hidden layer, or channels of the first convolution, which double each time that the image is halved, up to 4 times. Default 128 for dense layers and 32 for convolutions, where 0.</summary>
    public int Width { get; set; }

    /// <summary>Hidden layers on each side of the latent vector; for dense layers. Convolutions halve an image until its smaller side has at most 4 pixels. Default 2.</summary>
    public int HiddenLayers { get; set; } = 2;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(EmbeddingSize), EmbeddingSize, 1);
        faults.Defined(nameof(Layers), Layers);
        faults.AtLeast(nameof(Width), Width, 0);
        faults.AtLeast(nameof(HiddenLayers), HiddenLayers, 1);
    }
}

/// <summary>The layers of an encoder or a decoder.</summary>
public enum CoderLayers
{
    /// <summary>Convolutional for images, dense for rows of numbers.</summary>
    Auto,

    /// <summary>Dense layers: every number of a row is standardized on its own.</summary>
    Dense,

    /// <summary>Convolutions: a numeric vector is taken as an image, plane by plane.</summary>
    Convolutional,
}
