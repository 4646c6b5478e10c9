using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of vision transformers.</summary>
public sealed class ViTOptions : ImageTrainerOptions
{
    /// <summary>Sets the defaults of this architecture: a learning rate of 0.0005 and a weight decay of 0.05.</summary>
    public ViTOptions() => (LearningRate, WeightDecay) = (5e-4, 0.05);

    /// <summary>The published size, which sets width, depth and heads: Tiny (192, 12, 3), Small (384, 12, 6) or Base (768, 12, 12). Default Tiny.</summary>
    [Choice(new object[] { ViTSize.Tiny, ViTSize.Small }, ViTSize.Tiny)]
    public ViTSize Size { get; set; }

    /// <summary>The embedding size of a patch; it must be divisible by the number of heads. 0 takes that of the size. Default 0.</summary>
    public int Width { get; set; }

    /// <summary>Transformer blocks; 0 takes the number of the size. Default 0.</summary>
    public int Layers { get; set; }

    /// <summary>Attention heads of each block; 0 takes the number of the size. Default 0.</summary>
    public int Heads { get; set; }

    /// <summary>
    /// The patch size. Published: 16. 0 derives it from the smaller side of the images: 16 from 128 pixels on or where published weights are loaded, 8 from 64
    /// on, 4 from 24 on, 2 below. Default 0.
    /// </summary>
    public int PatchSize { get; set; }

    /// <summary>The dropout rate after each attention and feed-forward layer. Default 0.</summary>
    [Range(0.0, 0.3, 0.0)]
    public double Dropout { get; set; }

    /// <summary>
    /// Stochastic depth: the rate at which the last block is dropped in training; the rate of earlier blocks is lower, in proportion to their depth. Default
    /// 0.1.
    /// </summary>
    [Range(0.0, 0.4, 0.1)]
    public double DropPath { get; set; } = 0.1;

    internal int EffectiveWidth => Width > 0 ? Width : Size switch { ViTSize.Tiny => 192, ViTSize.Small => 384, _ => 768 };

    internal int EffectiveLayers => Layers > 0 ? Layers : 12;

    internal int EffectiveHeads => Heads > 0 ? Heads : Size switch { ViTSize.Tiny => 3, ViTSize.Small => 6, _ => 12 };

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Defined(nameof(Size), Size);
        faults.AtLeast(nameof(Width), Width, 0);
        faults.AtLeast(nameof(Layers), Layers, 0);
        faults.AtLeast(nameof(Heads), Heads, 0);
        faults.Require(EffectiveWidth % EffectiveHeads == 0, $"{nameof(Heads)} must divide {nameof(Width)}, but were {EffectiveHeads} and {EffectiveWidth}.");
        faults.AtLeast(nameof(PatchSize), PatchSize, 0);
        faults.Share(nameof(Dropout), Dropout);
        faults.Share(nameof(DropPath), DropPath);
    }
}

/// <summary>The published sizes of vision transformers.</summary>
public enum ViTSize
{
    /// <summary>5.7 million parameters.</summary>
    Tiny,

    /// <summary>22 million parameters.</summary>
    Small,

    /// <summary>86 million parameters.</summary>
    Base,
}
