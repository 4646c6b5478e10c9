using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes vectors of the pixels of images of one size.</summary>
public sealed class ImagePixelExtractingEstimator : TrivialEstimator<ImagePixelExtractingTransformer>
{
    [Flags]
    public enum ColorBits : byte
    {
        Alpha = 1,
        Red = 2,
        Green = 4,
        Blue = 8,
        Rgb = Red | Green | Blue,
        All = Alpha | Rgb,
    }

    public enum ColorsOrder : byte
    {
        ARGB = 1,
        ARBG = 2,
        ABRG = 3,
        ABGR = 4,
        AGRB = 5,
        AGBR = 6,
    }

    internal ImagePixelExtractingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns,
        PixelLayout layout, float offset, float scale, bool asFloat)
        : base(env.Register(nameof(ImagePixelExtractingEstimator)),
            new ImagePixelExtractingTransformer(env, columns, layout, offset, scale, asFloat))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Columns.Select(pair =>
        {
            inputSchema.RequireImage(pair.InputColumnName, Host);
            return new SchemaShape.Column(pair.OutputColumnName, VectorKind.Vector, Transformer.ItemType, false);
        }));
    }
}
