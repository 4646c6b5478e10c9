using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Images;

/// <summary>How a column holds images.</summary>
internal enum ImageSource
{
    /// <summary>Vectors of pixels, plane by plane.</summary>
    Numbers,

    /// <summary>Decoded images.</summary>
    Image,

    /// <summary>Paths of image files.</summary>
    Path,

    /// <summary>Encoded images.</summary>
    Bytes,
}

/// <summary>Finds how a column holds images.</summary>
internal static class ImageSources
{
    /// <summary>How a column of this form holds images; null where it holds none.</summary>
    public static ImageSource? Of(ColumnForm form) => form switch
    {
        { IsNumbers: true } => ImageSource.Numbers,
        { IsKey: true } => null,
        { IsVector: false, Item: TextDataViewType } => ImageSource.Path,
        { IsVector: false, Item: ImageDataViewType } => ImageSource.Image,
        { IsVector: true, Item: NumberDataViewType { RawType: var raw } } when raw == typeof(byte) => ImageSource.Bytes,
        _ => null,
    };
}
