using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>models.json: saving, loading and broken files.</summary>
internal static partial class CodeCases
{
    private static IEnumerable<KeyValuePair<string, Func<GoldenCase, JsonNode>>> ModelCases =>
    [
        .. GoldenCase.Load("models").Where(c => c.Name.StartsWith("engine_", StringComparison.Ordinal)).Select(c => Case(c.Key, Engines.Loaded)),
        Case("models/single_transformer", c => With(c, m => RoundTrips.Of(m.Ml, Copy(m.Ml, "B", "A").Fit(m.View), m.View, m.View.Schema))),
        Case("models/nested_chain", c => With(c, NestedChain)),
        Case("models/null_schema", c => With(c, m => RoundTrips.Of(m.Ml, m.Model, m.View, null))),
        Case("models/other_schema", c => With(c, m => RoundTrips.Of(m.Ml, m.Model, m.View, OtherSchema()))),
        Case("models/null_model", c => With(c, m =>
        {
            m.Ml.Model.Save(null!, m.View.Schema, m.Path);
            return m.Load();
        })),
        Case("models/stream", c => With(c, Streams)),
        Case("models/stream_with_prefix", c => With(c, StreamWithPrefix)),
        Case("models/overwrite", c => With(c, m =>
        {
            File.WriteAllBytes(m.Path, new byte[100_000]);
            m.Save();
            return m.Load();
        })),
        Case("models/save_missing_folder", c => With(c, m => Result(
            () =>
            {
                m.Ml.Model.Save(m.Model, m.View.Schema, m.Scratch["nofolder/m.zip"]);
                return null;
            },
            "Save")!)),
        Case("models/load_missing_file", c => With(c, m => m.Load("nothing.zip"))),
        Case("models/load_text_file", c => With(c, m => m.LoadBytes("text.txt", "This is a text, and no model of any kind.\n"u8.ToArray()))),
        Case("models/load_empty_file", c => With(c, m => m.LoadBytes("empty", []))),
        Case("models/load_truncated_half", c => With(c, m => m.LoadPart(l => l / 2))),
        Case("models/load_truncated_nine_tenths", c => With(c, m => m.LoadPart(l => l * 9 / 10))),
        Case("models/load_truncated_last_byte", c => With(c, m => m.LoadPart(l => l - 1))),
        Case("models/load_flipped_byte", c => With(c, m => m.LoadFlipped())),
        Case("models/load_other_zip", c => With(c, m => m.LoadZip(z => z.CreateEntry("a.txt").Open().Dispose()))),
        Case("models/load_empty_zip", c => With(c, m => m.LoadZip(_ => { }))),
        Case("models/load_extra_entry", c => With(c, m => m.LoadChanged(z => z.CreateEntry("extra/data.bin").Open().Dispose()))),
        Case("models/load_missing_entry", c => With(c, MissingSchema)),
        Case("models/zip_entries", c => With(c, m => new JsonObject { ["entries"] = ValueJson.Of(m.Entries()) })),
        Case("models/custom_mapping_no_contract", c => With(c, m => m.SaveMapping(null))),
        Case("models/custom_mapping_known", c => With(c, m => RoundTrips.Of(m.Ml, m.Mapping(KnownMapping.Map, "GoldenKnown"), m.View, m.View.Schema))),
        Case("models/custom_mapping_known_lambda", c => With(c, MappingOfFactory)),
        Case("models/custom_mapping_unknown", c => With(c, m => m.SaveMapping("GoldenUnknown"))),
        Case("models/model_with_loader", c => With(c, ModelWithLoader)),
        Case("models/load_with_loader_absent", c => With(c, m =>
        {
            m.Save();
            return Result(() => m.Ml.Model.LoadWithDataLoader(m.Path, out _), "LoadWithDataLoader")!;
        })),
        Case("models/binary_roundtrip", c => With(c, BinaryRoundTrip)),
        Case("models/save_as_text", c => With(c, SaveAsText)),
        Case("models/save_as_text_kinds", c => With(c, m => new JsonObject { ["text"] = m.Text(',', true, false, false) })),
        Case("models/save_as_text_kinds_dense", c => With(c, m => new JsonObject { ["text"] = m.Text(',', true, false, true) })),
    ];

    private static JsonNode With(GoldenCase c, Func<ModelFile, JsonNode> run)
    {
        using var file = new ModelFile(c);
        return run(file);
    }

    private static DataViewSchema OtherSchema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Z", NumberDataViewType.Int32);
        return builder.ToSchema();
    }

    private static JsonObject NestedChain(ModelFile m)
    {
        var inner = m.Ml.Transforms.CopyColumns("C", "B").Append(m.Ml.Transforms.CopyColumns("D", "C"));
        return RoundTrips.Of(m.Ml, m.Ml.Transforms.CopyColumns("B", "A").Append(inner).Fit(m.View), m.View, m.View.Schema);
    }

    private static JsonObject Streams(ModelFile m)
    {
        using var stream = new MemoryStream();
        m.Ml.Model.Save(m.Model, m.View.Schema, stream);
        var result = new JsonObject { ["canWriteAfterSave"] = stream.CanWrite, ["positionAtEnd"] = stream.Position == stream.Length };
        stream.Position = 0;
        m.Ml.Model.Load(stream, out _);
        result["canReadAfterLoad"] = stream.CanRead;
        stream.Position = 0;
        result["loadAgain"] = RoundTrips.Describe(m.Ml.Model.Load(stream, out _));
        return result;
    }

    private static JsonNode StreamWithPrefix(ModelFile m)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[10]);
        m.Ml.Model.Save(m.Model, m.View.Schema, stream);
        stream.Position = 10;
        return Failure.Try("Load", () => RoundTrips.Describe(m.Ml.Model.Load(stream, out _)))!;
    }

    private static JsonObject MissingSchema(ModelFile m)
    {
        m.Save();
        using (var zip = ZipFile.Open(m.Path, ZipArchiveMode.Update))
        {
            zip.GetEntry("Schema")!.Delete();
        }

        var model = m.Ml.Model.Load(m.Path, out var schema);
        return new() { ["model"] = RoundTrips.Describe(model), ["schemaIsNull"] = schema == null };
    }

    private static JsonObject MappingOfFactory(ModelFile m)
    {
        var model = m.Mapping((_, o) => o.B = 100, "GoldenKnown");
        var (loaded, _) = RoundTrips.SaveAndLoad(m.Ml, model, m.View.Schema);
        return new()
        {
            ["before"] = Recorder.Values(model.Transform(m.View), "B"),
            ["after"] = Recorder.Values(loaded.Transform(m.View), "B"),
        };
    }

    private static JsonObject ModelWithLoader(ModelFile m)
    {
        var source = new MultiFileSource(m.Scratch.Write("rows.txt", "1\ta\n2\tb\n"));
        var loader = m.Ml.Data.CreateTextLoader(
            [new TextLoader.Column("A", DataKind.Single, 0), new TextLoader.Column("T", DataKind.String, 1)]);
        var model = m.Ml.Transforms.CopyColumns("B", "A").Fit(loader.Load(source));
        m.Ml.Model.Save(model, loader, m.Path);
        var loaded = m.Ml.Model.Load(m.Path, out var schema);
        var withLoader = m.Ml.Model.LoadWithDataLoader(m.Path, out var loadedLoader);
        return new()
        {
            ["loaded"] = RoundTrips.Describe(loaded),
            ["inputSchema"] = Recorder.Schema(schema),
            ["loadWithDataLoader"] = RoundTrips.Describe(withLoader),
            ["loaderType"] = TypeNames.Full(loadedLoader.GetType()),
            ["rows"] = Recorder.Rows(withLoader.Transform(loadedLoader.Load(source))),
        };
    }

    private static JsonObject BinaryRoundTrip(ModelFile m)
    {
        using (var stream = File.Create(m.Path))
        {
            m.Ml.Data.SaveAsBinary(m.View, stream);
        }

        var view = m.Ml.Data.LoadFromBinary(m.Path);
        return new() { ["schema"] = Recorder.Schema(view.Schema), ["rows"] = Recorder.Rows(view) };
    }

    private static JsonObject SaveAsText(ModelFile m)
    {
        var text = m.Text('\t', true, true, false);
        var back = m.Ml.Data.LoadFromTextFile(m.Scratch.Write("saved.txt", text), (TextLoader.Options)null!);
        return new()
        {
            ["defaults"] = text,
            ["comma, no schema"] = m.Text(',', true, false, false),
            ["no header, no schema, dense"] = m.Text('\t', false, false, true),
            ["loadedBackWithoutColumns"] = new JsonObject { ["schema"] = Recorder.Schema(back.Schema), ["rows"] = Recorder.Rows(back) },
        };
    }
}
