using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Brings images to one size.</summary>
public sealed class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    /// <summary>What happens when the proportions differ.</summary>
    public enum ResizingKind : byte
    {
        /// <summary>The whole image, with black at the sides.</summary>
        IsoPad = 0,

        /// <summary>What does not fit is cut off.</summary>
        IsoCrop = 1,

        /// <summary>The image is stretched.</summary>
        Fill = 2,
    }

    /// <summary>Which part of the image stays when it is cut.</summary>
    public enum Anchor : byte
    {
        Right = 0,
        Left = 1,
        Top = 2,
        Bottom = 3,
        Center = 4,
    }

    internal ImageResizingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns,
        int imageWidth, int imageHeight, ResizingKind resizing, Anchor cropAnchor)
        : base(env.Register(nameof(ImageResizingEstimator)),
            new ImageResizingTransformer(env, columns, imageWidth, imageHeight, resizing, cropAnchor))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Columns.Select(pair =>
        {
            inputSchema.RequireImage(pair.InputColumnName, Host);
            return new SchemaShape.Column(pair.OutputColumnName, VectorKind.Scalar, Transformer.OutputType, false);
        }));
    }
}

public sealed class ImageResizingTransformer : OneToOneTransformerBase
{
    private readonly ImageResizingEstimator.ResizingKind _resizing;
    private readonly ImageResizingEstimator.Anchor _anchor;

    internal ImageResizingTransformer(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns,
        int width, int height, ImageResizingEstimator.ResizingKind resizing, ImageResizingEstimator.Anchor anchor)
        : base(env.Register(nameof(ImageResizingTransformer)), columns)
    {
        Host.CheckUserArg(width > 0, "imageWidth", "Must be positive");
        Host.CheckUserArg(height > 0, "imageHeight", "Must be positive");
        Host.CheckUserArg(Enum.IsDefined(resizing), nameof(resizing), "Unknown kind of resizing");
        Host.CheckUserArg(Enum.IsDefined(anchor), "cropAnchor", "Unknown anchor");
        OutputType = new ImageDataViewType(height, width);
        _resizing = resizing;
        _anchor = anchor;
    }

    internal ImageDataViewType OutputType { get; }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ImageResizingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write(OutputType.Width);
        ctx.Writer.Write(OutputType.Height);
        ctx.Writer.Write((byte)_resizing);
        ctx.Writer.Write((byte)_anchor);
    }

    private static ImageResizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, LoadColumns(ctx), ctx.Reader.ReadInt32(), ctx.Reader.ReadInt32(),
            (ImageResizingEstimator.ResizingKind)ctx.Reader.ReadByte(), (ImageResizingEstimator.Anchor)ctx.Reader.ReadByte());

    private MLImage Resize(MLImage source, ImageResampler resampler)
    {
        (int width, int height) = (OutputType.Width, OutputType.Height);
        if (source.Width == width && source.Height == height)
            return source;
        byte[] pixels = new byte[width * height * 4];
        (int left, int top, int drawnWidth, int drawnHeight) = Place(source);
        if (_resizing == ImageResizingEstimator.ResizingKind.IsoPad)
            MemoryMarshal.Cast<byte, uint>(pixels.AsSpan()).Fill(0xFF000000);
        resampler.Draw(source.Pixels, source.Width, source.Height,
            pixels, width, height, left, top, drawnWidth, drawnHeight);
        return new MLImage(pixels, width, height, source.PixelFormat) { Tag = source.Tag };
    }

    private (int Left, int Top, int Width, int Height) Place(MLImage source)
    {
        (int width, int height) = (OutputType.Width, OutputType.Height);
        if (_resizing == ImageResizingEstimator.ResizingKind.Fill)
            return (0, 0, width, height);
        double x = (double)width / source.Width;
        double y = (double)height / source.Height;
        bool pad = _resizing == ImageResizingEstimator.ResizingKind.IsoPad;
        double scale = pad ? Math.Min(x, y) : Math.Max(x, y);
        int drawnWidth = Math.Max(1, (int)Math.Round(source.Width * scale));
        int drawnHeight = Math.Max(1, (int)Math.Round(source.Height * scale));
        return (Shift(width - drawnWidth, ImageResizingEstimator.Anchor.Left, ImageResizingEstimator.Anchor.Right, pad),
            Shift(height - drawnHeight, ImageResizingEstimator.Anchor.Top, ImageResizingEstimator.Anchor.Bottom, pad),
            drawnWidth, drawnHeight);
    }

    private int Shift(int room, ImageResizingEstimator.Anchor start, ImageResizingEstimator.Anchor end, bool pad)
    {
        if (!pad && _anchor == start)
            return 0;
        return !pad && _anchor == end ? room : room / 2;
    }

    private sealed class Mapper(ImageResizingTransformer parent, DataViewSchema schema)
        : ImageMapper(parent.Host, parent.ColumnPairs, schema)
    {
        protected override DataViewType OutputType(int pair) => parent.OutputType;

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            var resampler = new ImageResampler();
            return MakeImageGetter(input, pair, image => parent.Resize(image, resampler));
        }
    }
}
