using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Says that a member of type <see cref="MLImage"/> is a column of images.</summary>
public sealed class ImageTypeAttribute : DataViewTypeAttribute
{
    private readonly int _height;
    private readonly int _width;

    public ImageTypeAttribute()
    {
    }

    public ImageTypeAttribute(int height, int width)
    {
        Contracts.CheckParam(height > 0, nameof(height), "Should be positive number");
        Contracts.CheckParam(width > 0, nameof(width), "Should be positive number");
        _height = height;
        _width = width;
    }

    public override void Register() => DataViewTypeManager.Register(
        _height == 0 ? new ImageDataViewType() : new ImageDataViewType(_height, _width), typeof(MLImage), this);

    public override bool Equals(DataViewTypeAttribute? other) =>
        other is ImageTypeAttribute image && image._height == _height && image._width == _width;

    public override bool Equals(object? obj) => Equals(obj as DataViewTypeAttribute);

    public override int GetHashCode() => HashCode.Combine(_height, _width);
}
