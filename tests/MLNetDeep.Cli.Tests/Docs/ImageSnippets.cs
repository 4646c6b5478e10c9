using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that docs/images.md shows, compiled.</summary>
internal static class ImageSnippets
{
    public static IDataView Readable(MLContext ml, Photo[] photos)
    {
        #region readable-images
        Photo[] readable = [.. photos.AsParallel().AsOrdered().Where(photo => ImageFiles.FindFault(photo.Path) is null)];
        IDataView train = ml.Data.LoadFromEnumerable(readable);
        #endregion
        return train;
    }

    public static MLImage Load(string path)
    {
        #region load-image
        ImageFiles.MaxPixels = 25_000_000;
        MLImage image = ImageFiles.Load(path);
        #endregion
        return image;
    }
}

internal sealed class Photo
{
    public string Path { get; set; } = "";
}
