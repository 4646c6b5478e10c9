using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>The type of a column of images, of one size or of any.</summary>
public sealed class ImageDataViewType : StructuredDataViewType
{
    /// <summary>0 where the images may differ.</summary>
    public readonly int Height;

    /// <summary>0 where the images may differ.</summary>
    public readonly int Width;

    public ImageDataViewType() : base(typeof(MLImage))
    {
    }

    public ImageDataViewType(int height, int width) : base(typeof(MLImage))
    {
        Contracts.CheckParam(height > 0, nameof(height), "Must be positive");
        Contracts.CheckParam(width > 0, nameof(width), "Must be positive");
        Contracts.CheckParam((long)height * width <= int.MaxValue / 4, nameof(height), "height * width is too large");
        Height = height;
        Width = width;
    }

    internal bool IsKnownSize => Height > 0;

    public override bool Equals(DataViewType? other) =>
        other is ImageDataViewType image && image.Height == Height && image.Width == Width;

    public override bool Equals(object? obj) => Equals(obj as DataViewType);

    public override int GetHashCode() => HashCode.Combine(Height, Width);

    public override string ToString() => IsKnownSize ? $"Image<{Height}, {Width}>" : "Image";
}
