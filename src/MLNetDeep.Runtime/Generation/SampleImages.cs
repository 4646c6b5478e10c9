using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace MLNetDeep.Runtime;

/// <summary>Writes rows of a sampler as images. The least and the greatest number of the training rows become black and white.</summary>
internal sealed class SampleImages
{
    private const int Gap = 1, ShownSide = 64;
    private readonly SamplerSettings _settings;
    private readonly int _channels, _height, _width;

    public SampleImages(SamplerSettings settings)
    {
        _settings = settings;
        if (settings.Shape is not [var channels, var height, var width] || channels is not (1 or 3))
            throw new NotSupportedException($"The model makes rows of {settings.Size} numbers, not images.");
        (_channels, _height, _width) = (channels, height, width);
    }

    /// <summary>Writes each to a file of its own.</summary>
    public int Write(IDataView images, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        var count = 0;
        foreach (var (values, condition) in Read(images))
        {
            using var bitmap = new SKBitmap(_width, _height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            Draw(bitmap, values, 0, 0, 1);
            Save(bitmap, Path.Combine(folder, FormattableString.Invariant($"sample-{++count:0000}{(condition is null ? "" : $"-{Safe(condition)}")}.png")));
        }
        return count;
    }

    /// <summary>Writes all to one file.</summary>
    public void WriteGrid(IDataView images, string filePath, int columns, int scale)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        var all = Read(images).Select(image => image.Values).ToList();
        if (all.Count == 0) throw new ArgumentException("There are no images to write.", nameof(images));
        var (across, times) = (columns > 0 ? columns : (int)Math.Ceiling(Math.Sqrt(all.Count)), scale > 0 ? scale : Math.Max(1, ShownSide / _height));
        var (width, height) = ((_width * times) + Gap, (_height * times) + Gap);
        using var bitmap = new SKBitmap((Math.Min(across, all.Count) * width) + Gap, ((all.Count + across - 1) / across * height) + Gap, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(SKColors.Gray);
        for (var i = 0; i < all.Count; i++) Draw(bitmap, all[i], (i % across * width) + Gap, (i / across * height) + Gap, times);
        Save(bitmap, filePath);
    }

    private IEnumerable<(float[] Values, string? Condition)> Read(IDataView images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var column = images.Schema.GetColumnOrNull(_settings.FeatureColumn) is { Type: VectorDataViewType { ItemType: NumberDataViewType { RawType: var raw }, Size: var size } } found && raw == typeof(float) && size == _settings.Size
            ? found
            : throw new ArgumentException($"The images must be in column '{_settings.FeatureColumn}', as Vector<Single, {_settings.Size}>.", nameof(images));
        var condition = _settings.ConditionColumn is { } name && images.Schema.GetColumnOrNull(name) is { Type: TextDataViewType } text ? text : default(DataViewSchema.Column?);
        using var cursor = images.GetRowCursor(condition is { } own ? [column, own] : [column]);
        var (valuesOf, conditionOf) = (cursor.GetGetter<VBuffer<float>>(column), condition is { } known ? cursor.GetGetter<ReadOnlyMemory<char>>(known) : null);
        VBuffer<float> values = default;
        ReadOnlyMemory<char> shown = default;
        while (cursor.MoveNext())
        {
            valuesOf(ref values);
            conditionOf?.Invoke(ref shown);
            yield return ([.. values.DenseValues()], conditionOf is null ? null : shown.ToString());
        }
    }

    private void Draw(SKBitmap bitmap, float[] values, int left, int top, int times)
    {
        byte Level(int channel, int pixel)
        {
            float low = _settings.Low.Min(), high = _settings.High.Max();
            return (byte)Math.Clamp(Math.Round(255 * (values[(channel * _height * _width) + pixel] - low) / Math.Max(1e-9f, high - low)), 0, 255);
        }
        for (var y = 0; y < _height * times; y++)
            for (var x = 0; x < _width * times; x++)
            {
                var pixel = (y / times * _width) + (x / times);
                bitmap.SetPixel(left + x, top + y, new SKColor(Level(0, pixel), Level(_channels == 3 ? 1 : 0, pixel), Level(_channels == 3 ? 2 : 0, pixel)));
            }
    }

    private static void Save(SKBitmap bitmap, string path)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
    }

    private static string Safe(string condition) => string.Concat(condition.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
