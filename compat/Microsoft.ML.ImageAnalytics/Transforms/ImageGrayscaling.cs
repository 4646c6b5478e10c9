using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Takes the colours out of images; they keep their four bytes a pixel.</summary>
public sealed class ImageGrayscalingEstimator : TrivialEstimator<ImageGrayscalingTransformer>
{
    internal ImageGrayscalingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ImageGrayscalingEstimator)), new ImageGrayscalingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Columns.Select(pair =>
        {
            SchemaShape.Column column = inputSchema.RequireImage(pair.InputColumnName, Host);
            return new SchemaShape.Column(pair.OutputColumnName, column.Kind, column.ItemType, false);
        }));
    }
}

public sealed class ImageGrayscalingTransformer : OneToOneTransformerBase
{
    internal ImageGrayscalingTransformer(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ImageGrayscalingTransformer)), columns)
    {
    }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ImageGrayscalingTransformer));
        SaveColumns(ctx);
    }

    private static ImageGrayscalingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(env, LoadColumns(ctx));

    private static MLImage MakeGray(MLImage source)
    {
        byte[] pixels = source.Pixels.ToArray();
        int red = source.PixelFormat == MLPixelFormat.Rgba32 ? 0 : 2;
        for (int i = 0; i < pixels.Length; i += 4)
        {
            float gray = 0.2126f * pixels[i + red] + 0.7152f * pixels[i + 1] + 0.0722f * pixels[i + 2 - red];
            pixels[i] = pixels[i + 1] = pixels[i + 2] = (byte)(gray + 0.5f);
        }
        return new MLImage(pixels, source.Width, source.Height, source.PixelFormat) { Tag = source.Tag };
    }

    private sealed class Mapper(ImageGrayscalingTransformer parent, DataViewSchema schema)
        : ImageMapper(parent.Host, parent.ColumnPairs, schema)
    {
        protected override DataViewType OutputType(int pair) => InputType(pair);

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            return MakeImageGetter(input, pair, MakeGray);
        }
    }
}
