using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of the plain convolutional network.</summary>
public sealed class CnnOptions : ImageTrainerOptions
{
    /// <summary>Blocks of convolutions; the feature map is downsampled by 2 after each but the last. Default 2.</summary>
    [Range(1, 4, 2)]
    public int Blocks { get; set; } = 2;

    /// <summary>Convolutions in one block. Default 2.</summary>
    [Range(1, 3, 2)]
    public int ConvolutionsPerBlock { get; set; } = 2;

    /// <summary>Channels in the first block; each block has twice as many as the one before. Default 32.</summary>
    [Range(8, 64, 32, true)]
    public int BaseChannels { get; set; } = 32;

    /// <summary>The kernel size of the convolutions, an odd number. Default 3.</summary>
    [Choice(new object[] { 3, 5 }, 3)]
    public int KernelSize { get; set; } = 3;

    /// <summary>The normalization layer after each convolution. Default Batch.</summary>
    [Choice(new object[] { CnnNormalization.None, CnnNormalization.Batch, CnnNormalization.Group }, CnnNormalization.Batch)]
    public CnnNormalization Normalization { get; set; } = CnnNormalization.Batch;

    /// <summary>The pooling between blocks. Default Max.</summary>
    [Choice(new object[] { CnnPooling.Max, CnnPooling.Average }, CnnPooling.Max)]
    public CnnPooling Pooling { get; set; } = CnnPooling.Max;

    /// <summary>The dropout rate before the last layer. Default 0.1.</summary>
    [Range(0.0, 0.5, 0.1)]
    public double Dropout { get; set; } = 0.1;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Blocks), Blocks, 1);
        faults.AtLeast(nameof(ConvolutionsPerBlock), ConvolutionsPerBlock, 1);
        faults.AtLeast(nameof(BaseChannels), BaseChannels, 1);
        faults.Require(KernelSize > 0 && KernelSize % 2 == 1, $"{nameof(KernelSize)} must be odd and at least 1, but was {KernelSize}.");
        faults.Defined(nameof(Normalization), Normalization);
        faults.Defined(nameof(Pooling), Pooling);
        faults.Share(nameof(Dropout), Dropout);
    }
}

/// <summary>The normalization layer after a convolution.</summary>
public enum CnnNormalization
{
    /// <summary>None.</summary>
    None,

    /// <summary>Batch normalization.</summary>
    Batch,

    /// <summary>Group normalization: for small batches.</summary>
    Group,
}

/// <summary>The pooling between blocks.</summary>
public enum CnnPooling
{
    /// <summary>Max pooling, 2 × 2.</summary>
    Max,

    /// <summary>Average pooling, 2 × 2.</summary>
    Average,
}
