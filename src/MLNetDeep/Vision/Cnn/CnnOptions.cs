using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of the plain convolutional network.</summary>
public sealed class CnnOptions : ImageTrainerOptions
{
    /// <summary>Blocks of convolutions; the picture is halved after each but the last. Default 2.</summary>
    [Range(1, 4, 2)]
    public int Blocks { get; set; } = 2;

    /// <summary>Convolutions in one block. Default 2.</summary>
    [Range(1, 3, 2)]
    public int ConvolutionsPerBlock { get; set; } = 2;

    /// <summary>Channels in the first block; each block has twice as many as the one before. Default 32.</summary>
    [Range(8, 64, 32, true)]
    public int BaseChannels { get; set; } = 32;

    /// <summary>The side of the convolutions' kernels, an odd number. Default 3.</summary>
    [Choice(new object[] { 3, 5 }, 3)]
    public int KernelSize { get; set; } = 3;

    /// <summary>The normalization layer after each convolution. Default Batch.</summary>
    [Choice(new object[] { CnnNormalization.None, CnnNormalization.Batch, CnnNormalization.Group }, CnnNormalization.Batch)]
    public CnnNormalization Normalization { get; set; } = CnnNormalization.Batch;

    /// <summary>How the picture is halved. Default Max.</summary>
    [Choice(new object[] { CnnPooling.Max, CnnPooling.Average }, CnnPooling.Max)]
    public CnnPooling Pooling { get; set; } = CnnPooling.Max;

    /// <summary>The share of features dropped before the last layer in training. Default 0.1.</summary>
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
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Over the batch.</summary>
    Batch,

    /// <summary>Over groups of channels of each picture: for small batches.</summary>
    Group,
}

/// <summary>How a picture is halved.</summary>
public enum CnnPooling
{
    /// <summary>The largest of four.</summary>
    Max,

    /// <summary>The mean of four.</summary>
    Average,
}
