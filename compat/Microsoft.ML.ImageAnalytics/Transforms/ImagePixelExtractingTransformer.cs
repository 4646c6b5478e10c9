using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes vectors of the pixels of images of one size.</summary>
public sealed class ImagePixelExtractingTransformer : OneToOneTransformerBase
{
    private readonly PixelLayout _layout;
    private readonly float _offset;
    private readonly float _scale;
    private readonly bool _asFloat;

    internal ImagePixelExtractingTransformer(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns,
        PixelLayout layout, float offset, float scale, bool asFloat)
        : base(env.Register(nameof(ImagePixelExtractingTransformer)), columns)
    {
        layout.Check(Host);
        Host.CheckUserArg(float.IsFinite(offset), "offsetImage", "Must be finite");
        Host.CheckUserArg(float.IsFinite(scale) && scale != 0, "scaleImage", "Must be finite and not 0");
        Host.CheckUserArg(asFloat || (offset == 0 && scale == 1), "outputAsFloatArray",
            "If you need to use offset and scale, outputAsFloatArray must be true");
        _layout = layout;
        _offset = offset;
        _scale = scale;
        _asFloat = asFloat;
    }

    internal PrimitiveDataViewType ItemType => _asFloat ? NumberDataViewType.Single : NumberDataViewType.Byte;

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ImagePixelExtractingTransformer));
        SaveColumns(ctx);
        _layout.Save(ctx.Writer);
        ctx.Writer.Write(_offset);
        ctx.Writer.Write(_scale);
        ctx.Writer.Write(_asFloat);
    }

    private static ImagePixelExtractingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, LoadColumns(ctx), PixelLayout.Load(ctx.Reader),
            ctx.Reader.ReadSingle(), ctx.Reader.ReadSingle(), ctx.Reader.ReadBoolean());

    private sealed class Mapper(ImagePixelExtractingTransformer parent, DataViewSchema schema)
        : ImageMapper(parent.Host, parent.ColumnPairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            base.CheckInput(pair, column);
            Host.CheckUserArg(((ImageDataViewType)column.Type).IsKnownSize, "inputSchema",
                $"The images of column '{column.Name}' may differ in size: use ResizeImages before ExtractPixels");
        }

        protected override DataViewType OutputType(int pair) => new VectorDataViewType(
            parent.ItemType, parent._layout.Dimensions(InputType(pair).Height, InputType(pair).Width));

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            ValueGetter<MLImage?> getter = input.GetGetter<MLImage?>(Inputs[pair]);
            return parent._asFloat
                ? MakeTyped(getter, InputType(pair), Table(value => (value - parent._offset) * parent._scale))
                : MakeTyped(getter, InputType(pair), Table(value => (byte)value));
        }

        // What becomes of each of the 256 values is worked out once.
        private static T[] Table<T>(Func<int, T> make) => [.. Enumerable.Range(0, 256).Select(make)];

        private ValueGetter<VBuffer<T>> MakeTyped<T>(ValueGetter<MLImage?> getter, ImageDataViewType type, T[] table)
        {
            PixelLayout layout = parent._layout;
            int pixels = type.Height * type.Width;
            int[] bgra = layout.Offsets(MLPixelFormat.Bgra32);
            int[] rgba = layout.Offsets(MLPixelFormat.Rgba32);
            MLImage? image = null;
            return (ref VBuffer<T> vector) =>
            {
                getter(ref image);
                if (image == null)
                {
                    vector = VBufferEditor.Create(ref vector, pixels * layout.Planes, 0).Commit();
                    return;
                }
                CheckSize(image, type);
                VBufferEditor<T> editor = VBufferEditor.Create(ref vector, pixels * layout.Planes);
                int[] offsets = image.PixelFormat == MLPixelFormat.Rgba32 ? rgba : bgra;
                for (int plane = 0; plane < offsets.Length; plane++)
                {
                    (int start, int step) = layout.PlaneOf(plane, pixels);
                    Copy(image.Pixels[offsets[plane]..], table, editor.Values[start..], step);
                }
                vector = editor.Commit();
            };
        }

        private void CheckSize(MLImage image, ImageDataViewType type)
        {
            if (image.Width != type.Width || image.Height != type.Height)
            {
                throw Host.Except($"Expected an image of {type.Width} x {type.Height} pixels, " +
                    $"but got one of {image.Width} x {image.Height}");
            }
        }

        private static void Copy<T>(ReadOnlySpan<byte> from, T[] table, Span<T> to, int step)
        {
            for (int i = 0, at = 0; i < from.Length; i += 4, at += step)
                to[at] = table[from[i]];
        }
    }
}
