using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Images;

/// <summary>
/// The steps of a saved model from a column of images to the vector of numbers that the network takes. Images go through a
/// mapping in MLNetDeep.Runtime that resizes them as training did. A mapping has no settings of its own, so the size that it
/// is to give comes as a column, made by a graph of constants; and its image has no stated size, so a step of ML.NET's own
/// that has nothing left to do states it.
/// </summary>
internal sealed class ImageSaving(MLContext ml, ImageSpec spec) : InputSaving
{
    /// <summary>The columns that are dropped at the end.</summary>
    public override IEnumerable<string> Helpers { get; } =
    [
        SavedColumns.ImageSource, SavedColumns.ImageStart, SavedColumns.ImageSettings, SavedColumns.Image,
        SavedColumns.SizedImage, SavedColumns.Features,
    ];

    /// <summary>A view of one row with a column like that of the features.</summary>
    public override IDataView SampleRow() => spec.Source switch
    {
        ImageSource.Path => Sample(new Row<string> { Features = "" }, TextDataViewType.Instance),
        ImageSource.Bytes => Sample(new Row<byte[]> { Features = [] }, new VectorDataViewType(NumberDataViewType.Byte)),
        _ => Sample(new ImageSampleRow()),
    };

    public override void AddSteps(StepList steps)
    {
        var shape = spec.Image;
        steps.Add(ml.Transforms.CopyColumns(SavedColumns.ImageSource, spec.Column));
        steps.Add(ml.Transforms.CustomMapping<AnyRow, ImageStart>(ImageStartMapping.Map, ImageStartMapping.Contract));
        SettingsGraph.Add(ml, steps, SavedColumns.ImageSettings, SavedColumns.ImageStart, Settings(shape), "ImageSettings");
        AddMapping(steps);
        steps.Add(ml.Transforms.ResizeImages(SavedColumns.SizedImage, shape.Width, shape.Height, SavedColumns.Image,
            ImageResizingEstimator.ResizingKind.Fill));
        steps.Add(ml.Transforms.ExtractPixels(SavedColumns.Features, SavedColumns.SizedImage,
            shape.Channels == 1 ? ImagePixelExtractingEstimator.ColorBits.Red : ImagePixelExtractingEstimator.ColorBits.Rgb));
    }

    private void AddMapping(StepList steps)
    {
        switch (spec.Source)
        {
            case ImageSource.Path:
                steps.Add(ml.Transforms.CustomMapping<ImagePathRow, ResizedImage>(ImagePathMapping.Map, ImagePathMapping.Contract));
                break;
            case ImageSource.Bytes:
                steps.Add(ml.Transforms.CustomMapping<ImageBytesRow, ResizedImage>(ImageBytesMapping.Map, ImageBytesMapping.Contract));
                break;
            default:
                steps.Add(ml.Transforms.CustomMapping<ImageItselfRow, ResizedImage>(ImageItselfMapping.Map, ImageItselfMapping.Contract));
                break;
        }
    }

    // The mapping knows the column by another name; messages are to name the user's.
    private long[] Settings(ImageShape shape) =>
        [shape.Channels, shape.Height, shape.Width, (spec.ToGrey ? ImageRow.ToGrey : 0) + (spec.MayBeMissing ? ImageRow.MayBeMissing : 0), .. spec.Column.Select(unit => (long)unit)];

    private IDataView Sample<T>(T row, DataViewType? type = null)
        where T : class
    {
        var definition = SchemaDefinition.Create(typeof(T));
        definition[0].ColumnName = spec.Column;
        if (type is not null) definition[0].ColumnType = type;
        return ml.Data.LoadFromEnumerable([row], definition);
    }

    private sealed class Row<T>
    {
        public T Features { get; set; } = default!;
    }

    private sealed class ImageSampleRow
    {
        [ImageType(1, 1)]
        public MLImage Features { get; set; } = null!;
    }
}
