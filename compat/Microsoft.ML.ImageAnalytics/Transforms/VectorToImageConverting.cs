using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes images of vectors of pixels.</summary>
public sealed class VectorToImageConvertingEstimator : TrivialEstimator<VectorToImageConvertingTransformer>
{
    internal VectorToImageConvertingEstimator(IHostEnvironment env,
        (string OutputColumnName, string InputColumnName)[] columns, VectorToImageOptions options)
        : base(env.Register(nameof(VectorToImageConvertingEstimator)),
            new VectorToImageConvertingTransformer(env, columns, options))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Columns.Select(pair =>
            MakeColumn(inputSchema.Require(pair.InputColumnName, Host), pair.OutputColumnName)));
    }

    private SchemaShape.Column MakeColumn(SchemaShape.Column input, string name)
    {
        if (input.Kind != VectorKind.Vector || !VectorToImageConvertingTransformer.CanTake(input.ItemType))
        {
            throw Host.ExceptSchemaMismatch("inputSchema", "input", input.Name,
                "known-size vector of type Single, Double or Byte", input.GetTypeString());
        }
        return new SchemaShape.Column(name, VectorKind.Scalar, Transformer.OutputType, false);
    }
}

/// <summary>How a vector is to be read; the defaults are for colours that it has not.</summary>
internal sealed record VectorToImageOptions(int Width, int Height, PixelLayout Layout, float Scale, float Offset,
    int DefaultAlpha, int DefaultRed, int DefaultGreen, int DefaultBlue);

public sealed class VectorToImageConvertingTransformer : OneToOneTransformerBase
{
    private readonly VectorToImageOptions _options;

    internal VectorToImageConvertingTransformer(IHostEnvironment env,
        (string OutputColumnName, string InputColumnName)[] columns, VectorToImageOptions options)
        : base(env.Register(nameof(VectorToImageConvertingTransformer)), columns)
    {
        options.Layout.Check(Host);
        Host.CheckUserArg(float.IsFinite(options.Offset), "offsetImage", "Must be finite");
        Host.CheckUserArg(float.IsFinite(options.Scale) && options.Scale != 0, "scaleImage", "Must be finite and not 0");
        _options = options;
        OutputType = new ImageDataViewType(options.Height, options.Width);
    }

    internal ImageDataViewType OutputType { get; }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal static bool CanTake(DataViewType itemType) => itemType.Equals(NumberDataViewType.Single)
        || itemType.Equals(NumberDataViewType.Double) || itemType.Equals(NumberDataViewType.Byte);

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(VectorToImageConvertingTransformer));
        SaveColumns(ctx);
        BinaryWriter writer = ctx.Writer;
        writer.Write(_options.Width);
        writer.Write(_options.Height);
        _options.Layout.Save(writer);
        writer.Write(_options.Scale);
        writer.Write(_options.Offset);
        foreach (int value in (int[])[_options.DefaultAlpha, _options.DefaultRed, _options.DefaultGreen, _options.DefaultBlue])
            writer.Write(value);
    }

    private static VectorToImageConvertingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var columns = LoadColumns(ctx);
        BinaryReader reader = ctx.Reader;
        return new VectorToImageConvertingTransformer(env, columns, new VectorToImageOptions(
            reader.ReadInt32(), reader.ReadInt32(), PixelLayout.Load(reader), reader.ReadSingle(), reader.ReadSingle(),
            reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()));
    }

    internal MLImage MakeImage(ReadOnlySpan<float> values)
    {
        VectorToImageOptions options = _options;
        int pixels = options.Width * options.Height;
        byte[] image = new byte[pixels * 4];
        uint background = (uint)((byte)options.DefaultAlpha << 24 | (byte)options.DefaultRed << 16
            | (byte)options.DefaultGreen << 8 | (byte)options.DefaultBlue);
        MemoryMarshal.Cast<byte, uint>(image.AsSpan()).Fill(background);
        int[] offsets = options.Layout.Offsets(MLPixelFormat.Bgra32);
        for (int plane = 0; plane < offsets.Length; plane++)
        {
            (int from, int step) = options.Layout.PlaneOf(plane, pixels);
            for (int to = offsets[plane]; to < image.Length; to += 4, from += step)
                image[to] = (byte)Math.Clamp(MathF.Round(values[from] * options.Scale - options.Offset), 0f, 255f);
        }
        return new MLImage(image, options.Width, options.Height) { Tag = nameof(VectorToImageConvertingTransformer) };
    }

    private sealed class Mapper(VectorToImageConvertingTransformer parent, DataViewSchema schema)
        : PairMapper(parent.Host, parent.ColumnPairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            VectorToImageOptions options = parent._options;
            int[] wanted = options.Layout.Dimensions(options.Height, options.Width);
            if (column.Type is not VectorDataViewType vector || !CanTake(vector.ItemType))
                throw Host.ExceptSchemaMismatch("inputSchema", "input", column.Name, "image", column.Type.ToString()!);
            if (vector.Size != options.Height * options.Width * options.Layout.Planes)
            {
                throw Host.ExceptSchemaMismatch("inputSchema", "input", column.Name,
                    new VectorDataViewType(vector.ItemType, wanted).ToString(), vector.ToString());
            }
        }

        protected override DataViewType OutputType(int pair) => parent.OutputType;

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            ValueGetter<VBuffer<float>> getter =
                RowCursorUtils.GetVecGetterAs<float>(NumberDataViewType.Single, input, Inputs[pair].Index);
            VBuffer<float> vector = default;
            VBuffer<float> dense = default;
            return (ValueGetter<MLImage?>)((ref MLImage? image) =>
            {
                getter(ref vector);
                vector.CopyToDense(ref dense);
                image = parent.MakeImage(dense.GetValues());
            });
        }
    }
}
