using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Data;

/// <summary>Base of the mappers that take images.</summary>
internal abstract class ImageMapper(IHost host, (string OutputColumnName, string InputColumnName)[] pairs, DataViewSchema schema)
    : PairMapper(host, pairs, schema)
{
    protected override void CheckInput(int pair, DataViewSchema.Column column)
    {
        if (column.Type is not ImageDataViewType)
            throw Host.ExceptSchemaMismatch("inputSchema", "input", column.Name, "image", column.Type.ToString()!);
    }

    protected ImageDataViewType InputType(int pair) => (ImageDataViewType)Inputs[pair].Type;

    /// <summary>A getter of images made from images; what is missing stays so.</summary>
    protected ValueGetter<MLImage?> MakeImageGetter(DataViewRow input, int pair, Func<MLImage, MLImage> make)
    {
        ValueGetter<MLImage?> getter = input.GetGetter<MLImage?>(Inputs[pair]);
        MLImage? source = null;
        return (ref MLImage? image) =>
        {
            getter(ref source);
            image = source == null ? null : make(source);
        };
    }
}

internal static class ImageShapes
{
    internal static SchemaShape.Column RequireImage(this SchemaShape shape, string name, IExceptionContext context)
    {
        SchemaShape.Column column = shape.Require(name, context);
        return column.ItemType is ImageDataViewType && column.Kind == VectorKind.Scalar
            ? column
            : throw context.ExceptSchemaMismatch("inputSchema", "input", name, "image", column.GetTypeString());
    }
}
