using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench;

/// <summary>A folder of pictures by class, or one that is made and deleted.</summary>
internal sealed class PictureFolder : IDisposable
{
    private const int Side = 32, Made = 2000, MadeClasses = 10;
    private readonly DirectoryInfo? _own;
    private readonly List<Row> _rows;

    public PictureFolder(string? folder)
    {
        if (folder is null) _own = Make();
        _rows = [.. Directory.GetFiles(folder ?? _own!.FullName, "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => new Row { Label = Path.GetFileName(Path.GetDirectoryName(file))!, Image = file })];
        using var first = MLImage.CreateFromFile(_rows[0].Image);
        Shape = new ImageShape(3, first.Height, first.Width);
        Classes = _rows.Select(r => r.Label).Distinct().Count();
    }

    public MLContext Context { get; } = new(seed: 1);

    public ImageShape Shape { get; }

    public int Classes { get; }

    public int Count => _rows.Count;

    /// <summary>Some pictures, of all classes alike, with a key Label and their path in Image.</summary>
    public IDataView View(int count)
    {
        count = Math.Min(count, Count);
        var rows = Enumerable.Range(0, count).Select(i => _rows[(int)((long)i * Count / count)]).ToList();
        var view = Context.Data.LoadFromEnumerable(rows);
        return Context.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    public void Dispose() => _own?.Delete(recursive: true);

    private static DirectoryInfo Make()
    {
        var folder = Directory.CreateTempSubdirectory("pictures");
        var random = new Random(1);
        var pixels = new byte[4 * Side * Side];
        for (var i = 0; i < Made; i++)
        {
            var name = folder.CreateSubdirectory($"class{i % MadeClasses}").FullName;
            // Slopes with noise: of about the size of photographs as files.
            var (down, across) = (random.Next(8), random.Next(8));
            for (var p = 0; p < pixels.Length; p++)
                pixels[p] = p % 4 == 3 ? (byte)255 : (byte)((((p / 4 / Side * down) + (p / 4 % Side * across)) / 2) + random.Next(24));
            using var image = MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Rgba32, pixels);
            image.Save(Path.Combine(name, $"{i}.jpg"));
        }
        return folder;
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public string Image { get; set; } = "";
    }
}
