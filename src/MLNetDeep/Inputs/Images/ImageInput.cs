using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Images;

/// <summary>Images: decoded, as encoded bytes, as paths of files, or as vectors of pixels.</summary>
internal sealed class ImageInput : ColumnInput, IUnasked
{
    public override string Key => "image";

    public override string DisplayName => "image";

    public override Type OptionsType => typeof(ImageTrainerOptions);

    public override IReadOnlyList<string> Forms { get; } =
        ["a numeric scalar or vector of known size", "an image", "the path of one (text)", "encoded bytes (VarVector<Byte>)"];

    // Vectors of numbers are no images unless that is said.
    public int Order => 1;

    internal override Type ShapeType => typeof(ImageShape);

    internal override ViewLearning Views { get; } = new(HasAnchor: false, Temperature: 0.5);

    public override bool Takes(ColumnForm form) => ImageSources.Of(form) is not null;

    internal override InputSpec Find(InputSearch search)
    {
        var column = search.Request.Names![0];
        var (type, options) = (search.Rows.Schema[column].Type, search.Options as ImageTrainerOptions ?? new ImageTrainerOptions());
        if (options.PretrainedEncoder is { } encoder) return Pretrained(search, column, options, encoder);
        var source = ImageSources.Of(ColumnForm.Of(type))!.Value;
        if (source != ImageSource.Numbers) return ImageShapes.OfImages(search.Rows, column, search.Target, source, options) with { MayBeMissing = search.MayBeMissing, Pixels = options.Pixels };
        return new ImageSpec(column, source, ImageShapes.OfVector(column, type is VectorDataViewType vector ? vector.Size : 1, options), ToGrey: false, search.MayBeMissing) { Pixels = options.Pixels };
    }

    // The means and deviations of the channels come with the weights.
    private static ImageSpec Pretrained(InputSearch search, string column, ImageTrainerOptions options, string file)
    {
        var known = PretrainedInput.Read<ImageSpec>(options, file);
        var spec = new ImageSpec(column, known.Source, known.Image, known.ToGrey, search.MayBeMissing) { Encoder = file };
        if (spec.Differs(options) is { } wanted) throw PretrainedInput.Differs(file, [$"its images are {spec.Image}, not {wanted}"]);
        spec.Check(search.Rows.Schema);
        return spec;
    }

    internal override InputSpec? Read(JsonObject saved)
    {
        var written = saved.Deserialize<ImageSpec.Written>(SavedJson.Settings)!;
        return written is { InputShape: [var channels, var height, var width], FeatureSource: { } text } && Enum.TryParse<ImageSource>(text, out var source)
            ? new ImageSpec(written.FeatureColumn, source, new ImageShape(channels, height, width), written.ToGrey, written.MayBeMissing)
            : null;
    }
}
