using System.IO.Compression;
using System.Text.Json.Nodes;
using Compat.Tests.Golden.RowClasses;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace Compat.Tests.Golden;

/// <summary>A small chain, the view it was fitted on, and a file to save it to.</summary>
internal sealed class ModelFile : IDisposable
{
    private readonly Lazy<ITransformer> _model;

    public ModelFile(GoldenCase c)
    {
        View = new JsonView(c.Input!);
        _model = new(() => Ml.Transforms.CopyColumns("B", "A").Append(Ml.Transforms.Concatenate("F", "A", "B")).Fit(View));
    }

    public MLContext Ml { get; } = new(1);

    public Scratch Scratch { get; } = new();

    public JsonView View { get; }

    public ITransformer Model => _model.Value;

    public string Path => Scratch["m.zip"];

    public void Save() => Ml.Model.Save(Model, View.Schema, Path);

    public JsonNode Load(string name = "m.zip") =>
        Failure.Try("Load", () => RoundTrips.Describe(Ml.Model.Load(Scratch[name], out _)))!;

    public JsonNode LoadBytes(string name, byte[] bytes)
    {
        File.WriteAllBytes(Scratch[name], bytes);
        return Load(name);
    }

    public JsonNode LoadPart(Func<int, int> length)
    {
        Save();
        var bytes = File.ReadAllBytes(Path);
        return LoadBytes("part.zip", bytes[..length(bytes.Length)]);
    }

    public JsonNode LoadFlipped()
    {
        Save();
        var bytes = File.ReadAllBytes(Path);
        var data = 30 + BitConverter.ToUInt16(bytes, 26) + BitConverter.ToUInt16(bytes, 28);
        Array.Clear(bytes, data + 30, 31);
        return LoadBytes("flipped.zip", bytes);
    }

    public JsonNode LoadZip(Action<ZipArchive> fill)
    {
        using (var zip = ZipFile.Open(Path, ZipArchiveMode.Create))
        {
            fill(zip);
        }

        return Load();
    }

    public JsonNode LoadChanged(Action<ZipArchive> change)
    {
        Save();
        using (var zip = ZipFile.Open(Path, ZipArchiveMode.Update))
        {
            change(zip);
        }

        return Load();
    }

    public IEnumerable<string> Entries()
    {
        Save();
        using var zip = ZipFile.OpenRead(Path);
        return [.. zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal)];
    }

    public ITransformer Mapping(Action<CmIn, CmOut> map, string? contract) => Ml.Transforms.CustomMapping(map, contract).Fit(View);

    /// <summary>Saves a mapping, loads it, and says what either throws.</summary>
    public JsonNode SaveMapping(string? contract)
    {
        var model = Mapping((i, o) => o.B = i.A * 2, contract);
        return Failure.Try("Save", () =>
        {
            Ml.Model.Save(model, View.Schema, Path);
            return Load();
        })!;
    }

    public string Text(char separator, bool header, bool schema, bool dense)
    {
        using var stream = new MemoryStream();
        Ml.Data.SaveAsText(View, stream, separator, header, schema, forceDense: dense);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n");
    }

    public void Dispose() => Scratch.Dispose();
}

/// <summary>The factory that loading finds by the contract's name.</summary>
[CustomMappingFactoryAttribute("GoldenKnown")]
public sealed class KnownMapping : CustomMappingFactory<CmIn, CmOut>
{
    public static void Map(CmIn input, CmOut output) => output.B = input.A * 2;

    public override Action<CmIn, CmOut> GetMapping() => Map;
}
