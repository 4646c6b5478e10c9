using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench;

/// <summary>The pictures of a folder, as paths and as pixels.</summary>
internal sealed class Pictures(string folder)
{
    private readonly string[] _classes = [.. Directory.GetDirectories(Path.Combine(folder, "train")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    public MLContext Context { get; } = new(seed: 1);

    /// <summary>A key Label, and the path of each picture in Image.</summary>
    /// <param name="part">train or test.</param>
    /// <param name="share">Every so manieth picture only.</param>
    public IDataView Paths(string part, int share = 1) => Keyed(Files(part, share).ToList());

    /// <summary>A key Label, and the pixels of each picture, plane by plane, in Pixels.</summary>
    public IDataView Pixels(string part)
    {
        var rows = Files(part, 1).Select(file => new PixelRow { Label = file.Label, Pixels = Read(file.Image) }).ToList();
        var schema = SchemaDefinition.Create(typeof(PixelRow));
        schema[nameof(PixelRow.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Pixels.Length);
        return Keyed(rows, schema);
    }

    private IDataView Keyed<T>(List<T> rows, SchemaDefinition? schema = null) where T : class
    {
        var view = Context.Data.LoadFromEnumerable(rows, schema);
        var names = Context.Data.LoadFromEnumerable(_classes.Select(name => new ClassRow { Label = name }));
        return Context.Transforms.Conversion.MapValueToKey("Label", keyData: names).Fit(view).Transform(view);
    }

    private IEnumerable<PathRow> Files(string part, int share) => _classes.SelectMany(name => Directory
        .GetFiles(Path.Combine(folder, part, name)).Order(StringComparer.Ordinal).Where((_, i) => i % share == 0)
        .Select(file => new PathRow { Label = name, Image = file }));

    private static float[] Read(string file)
    {
        using var image = MLImage.CreateFromFile(file);
        var area = image.Width * image.Height;
        var pixels = image.Pixels;
        var red = image.PixelFormat == MLPixelFormat.Bgra32 ? 2 : 0;
        var values = new float[3 * area];
        for (var i = 0; i < area; i++)
            (values[i], values[area + i], values[(2 * area) + i]) = (pixels[(4 * i) + red], pixels[(4 * i) + 1], pixels[(4 * i) + 2 - red]);
        return values;
    }

    private sealed class ClassRow
    {
        public string Label { get; set; } = "";
    }

    private sealed class PathRow
    {
        public string Label { get; set; } = "";

        public string Image { get; set; } = "";
    }

    private sealed class PixelRow
    {
        public string Label { get; set; } = "";

        public float[] Pixels { get; set; } = [];
    }
}
