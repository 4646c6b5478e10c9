using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Data;

/// <summary>Loads the images that a text column names: as images, or as the bytes of the files.</summary>
public sealed class ImageLoadingEstimator : TrivialEstimator<ImageLoadingTransformer>
{
    internal ImageLoadingEstimator(IHostEnvironment env, string? imageFolder, bool asImages,
        (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ImageLoadingEstimator)), new ImageLoadingTransformer(env, imageFolder, asImages, columns))
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
        if (input.ItemType is not TextDataViewType || input.Kind != VectorKind.Scalar)
        {
            throw Host.ExceptSchemaMismatch("inputSchema", "input", input.Name,
                TextDataViewType.Instance.ToString(), input.GetTypeString());
        }
        return Transformer.AsImages
            ? new SchemaShape.Column(name, VectorKind.Scalar, new ImageDataViewType(), false)
            : new SchemaShape.Column(name, VectorKind.VariableVector, NumberDataViewType.Byte, false);
    }
}

public sealed class ImageLoadingTransformer : OneToOneTransformerBase
{
    /// <summary>Where relative paths begin; null for the current folder.</summary>
    public readonly string? ImageFolder;

    internal ImageLoadingTransformer(IHostEnvironment env, string? imageFolder, bool asImages,
        (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ImageLoadingTransformer)), columns)
    {
        ImageFolder = imageFolder;
        AsImages = asImages;
    }

    internal bool AsImages { get; }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ImageLoadingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write(ImageFolder ?? "");
        ctx.Writer.Write(AsImages);
    }

    private static ImageLoadingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var columns = LoadColumns(ctx);
        string folder = ctx.Reader.ReadString();
        return new ImageLoadingTransformer(env, folder.Length == 0 ? null : folder, ctx.Reader.ReadBoolean(), columns);
    }

    private sealed class Mapper(ImageLoadingTransformer parent, DataViewSchema schema)
        : PairMapper(parent.Host, parent.ColumnPairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            if (column.Type is not TextDataViewType)
            {
                throw Host.ExceptSchemaMismatch("inputSchema", "input", column.Name,
                    TextDataViewType.Instance.ToString(), column.Type.ToString()!);
            }
        }

        protected override DataViewType OutputType(int pair) =>
            parent.AsImages ? new ImageDataViewType() : new VectorDataViewType(NumberDataViewType.Byte);

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            var files = new ImageFiles(parent.ImageFolder, input.GetGetter<ReadOnlyMemory<char>>(Inputs[pair]));
            return parent.AsImages
                ? (ValueGetter<MLImage?>)((ref MLImage? image) => image = files.NextImage())
                : (ValueGetter<VBuffer<byte>>)((ref VBuffer<byte> bytes) => files.NextBytes(ref bytes));
        }
    }
}
