using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Layers;

namespace MLNetDeep.Inputs.Images;

/// <summary>How a column of images becomes pixels.</summary>
/// <param name="Column">The column.</param>
/// <param name="Source">What it holds.</param>
/// <param name="Image">What a row looks like to the network.</param>
/// <param name="ToGrey">Whether colour images are turned into grey where the network takes grey ones.</param>
/// <param name="MayBeMissing">Whether rows may be without an image; each counts as one that is black all over.</param>
internal sealed record ImageSpec(string Column, ImageSource Source, ImageShape Image, bool ToGrey, bool MayBeMissing = false) : InputSpec(Image)
{
    /// <summary>The file of weights that the network starts from; null for none, or no more.</summary>
    public string? Encoder { get; init; }

    public override string? StartsFrom => Encoder;

    public override InputKind Kind => InputKinds.OfShape(typeof(ImageShape));

    public override IReadOnlyList<string> Columns { get; } = [Column];

    public override int RowWidth => Image.Size;

    /// <summary>Whether a row is kept as bytes (0 to 255) rather than as reals.</summary>
    public bool IsBytes => Source != ImageSource.Numbers;

    public override long RowBytes => (long)RowWidth * (IsBytes ? 1 : sizeof(float));

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) =>
        IsBytes ? new PixelReader(row, this, capacity, faults) : new NumberReader(row, this, capacity, strict);

    public override FeatureLearner Learner() => new FeatureStatistics(Shape, leavesOutZeros: MayBeMissing);

    public override Exception Describe(IReadOnlyList<(long Row, Exception Fault)> first, long count) => ImageErrors.BadImages(Column, first, count);

    public override void Check(DataViewSchema schema)
    {
        var type = ColumnChecks.Find(schema, "feature", Column).Type;
        var source = ImageSources.Of(ColumnForm.Of(type));
        var size = type is VectorDataViewType vector ? vector.Size : 1;
        if (source != Source || (source == ImageSource.Numbers && size != Shape.Size)) throw ColumnErrors.Mismatch("feature", Column, Expected, ColumnErrors.Describe(type));
    }

    /// <summary>How a pretrained model takes pixels; null where they are made standard by the training images, or the stage holds it already.</summary>
    public PixelStandard? Pixels { get; init; }

    public override InputSpec Trained() => Encoder is null ? this : this with { Encoder = null };

    public override NetworkInput Stage(FeatureLearner? learnt) =>
        new StandardStage(Shape, learnt is FeatureStatistics statistics ? Standard(statistics.Means(), statistics.Deviations()) : null) { IsBytes = IsBytes };

    public override InputSaving Saving(MLContext ml) => IsBytes ? new ImageSaving(ml, this) : new NumberSaving(ml, Column, Shape.Size);

    public override void Write(JsonObject saved) =>
        SavedJson.Add(saved, new Written(Column, $"{Source}", [Image.Channels, Image.Height, Image.Width], ToGrey, MayBeMissing));

    public override string? Differs(TrainerOptions options)
    {
        if (options is not ImageTrainerOptions image) return null;
        var suits = (image.Channels == 0 || image.Channels == Image.Channels)
            && (image.ImageHeight == 0 || (image.ImageHeight == Image.Height && image.ImageWidth == Image.Width));
        return suits ? null : $"what {nameof(image.Channels)} ({image.Channels}), {nameof(image.ImageHeight)} ({image.ImageHeight}) and {nameof(image.ImageWidth)} ({image.ImageWidth}) say";
    }

    internal override IRowChange? Changes(FeatureLearner? learnt, TrainerOptions options)
    {
        if (options is not ImageTrainerOptions image || PictureSettings.Of(image) is not { IsNone: false } settings) return null;
        return Changes(settings, (FeatureStatistics)learnt!, options);
    }

    internal override RowViews? Views(FeatureLearner? learnt, TrainerOptions options, ContrastiveOptions views)
    {
        var change = Changes(PictureSettings.OfViews((ImageTrainerOptions)options, Image), (FeatureStatistics)learnt!, options);
        return new RowViews(change, change);
    }

    private PictureBatches Changes(PictureSettings settings, FeatureStatistics statistics, TrainerOptions options)
    {
        var range = IsBytes || !settings.NeedsRange ? PixelRange.Bytes : PixelRange.Of(statistics.Smallest, statistics.Largest);
        return new PictureBatches(settings, Image, range, statistics.Means(), options.Threads);
    }

    protected override BatchMixer? Mixer(TrainerOptions options) => options is ImageTrainerOptions { Cutmix: > 0 and var alpha }
        ? new BatchMixer(options.Mixup) { Cut = new Cutmix(Image, alpha) }
        : base.Mixer(options);

    private (float[], float[]) Standard(float[] means, float[] deviations) => Pixels is not { } pixels ? (means, deviations)
        : !IsBytes ? pixels.For(means, deviations)
        : Image.Channels == 3 ? (pixels.Means, pixels.Deviations)
        : ([pixels.Means.Average()], [pixels.Deviations.Average()]);

    private string Expected => Source switch
    {
        ImageSource.Path => "the paths of images (String)",
        ImageSource.Bytes => "encoded images (VarVector<Byte>)",
        ImageSource.Image => "images",
        _ => $"Vector<Single, {Shape.Size}>",
    };

    /// <summary>What a model file says of it.</summary>
    internal sealed record Written(string FeatureColumn, string? FeatureSource, int[]? InputShape, bool ToGrey, bool MayBeMissing = false);
}
