using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of PatchTST.</summary>
public sealed class PatchTstOptions : ForecasterOptions
{
    /// <summary>Starts with 10 epochs, mini-batches of 32 windows and a patience of 3.</summary>
    public PatchTstOptions() => (MaxEpochs, BatchSize, Patience) = (10, 32, 3);

    /// <summary>The look-back window: how many steps of the past a forecast is made from. Default 512.</summary>
    [Range(48, 720, 512, true)]
    public override int LookBack { get; set; } = 512;

    /// <summary>The peak learning rate of the schedule. Default 0.0002.</summary>
    [Range(5e-5, 2e-3, 2e-4, true)]
    public override double LearningRate { get; set; } = 2e-4;

    /// <summary>The patch length: the steps of a token. Default 16.</summary>
    [Range(8, 48, 16, true)]
    public int PatchLength { get; set; } = 16;

    /// <summary>The stride: the steps from one patch to the next. Default 8.</summary>
    [Range(4, 24, 8, true)]
    public int Stride { get; set; } = 8;

    /// <summary>The embedding size of a token; the number of heads must divide it. Default 16.</summary>
    [Choice(new object[] { 16, 32, 64, 128 }, 16)]
    public int Width { get; set; } = 16;

    /// <summary>Attention heads. Default 4.</summary>
    [Choice(new object[] { 4, 8, 16 }, 4)]
    public int Heads { get; set; } = 4;

    /// <summary>Encoder layers. Default 3.</summary>
    [Range(1, 4, 3)]
    public int Layers { get; set; } = 3;

    /// <summary>The hidden size of the feed-forward part of each layer. Default 128.</summary>
    [Range(32, 256, 128, true)]
    public int HiddenWidth { get; set; } = 128;

    /// <summary>The dropout rate. Default 0.3.</summary>
    [Range(0.0, 0.5, 0.3)]
    public double Dropout { get; set; } = 0.3;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(PatchLength), PatchLength, 1);
        faults.Between(nameof(Stride), Stride, 1, Math.Max(1, PatchLength));
        faults.AtLeast(nameof(Width), Width, 1);
        faults.AtLeast(nameof(Heads), Heads, 1);
        faults.Require(Heads < 1 || Width % Heads == 0, $"{nameof(Width)} must be a multiple of {nameof(Heads)} {Heads}, but was {Width}.");
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.AtLeast(nameof(HiddenWidth), HiddenWidth, 1);
        faults.Share(nameof(Dropout), Dropout);
        faults.Require(LookBack >= PatchLength, $"{nameof(LookBack)} must be at least {nameof(PatchLength)} {PatchLength}, but was {LookBack}.");
    }
}
