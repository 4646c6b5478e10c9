using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>Cases of the text loader: files in, schema and rows out.</summary>
internal static class TextFiles
{
    public static JsonNode Run(GoldenCase c)
    {
        using var scratch = new Scratch();
        return c.Settings["column"] is { } column ? Parse(c, scratch, column)
            : c.Settings["call"] is { } call ? Call(c, scratch, (string)call!)
            : c.Input!["files"] is JsonArray files ? Record(c, () => LoadFiles(c, scratch, files))
            : Record(c, () => LoadFile(scratch.Write("data.txt", (string)c.Input["text"]!), c.Settings["options"]!));
    }

    private static JsonNode Record(GoldenCase c, Func<IDataView> load) => Failure.Try("Load", () =>
    {
        var view = load();
        var result = new JsonObject { ["schema"] = Recorder.Schema(view.Schema) };
        Steps.AddRows(c, result, view);
        return result;
    })!;

    private static IDataView LoadFile(string path, JsonNode options) => Operations.Invoke<IDataView>(
        new MLContext(1), "Data.LoadFromTextFile", null, ("path", path), ("options", options.DeepClone()));

    private static IDataView LoadFiles(GoldenCase c, Scratch scratch, JsonArray files)
    {
        var ml = new MLContext(1);
        var source = new MultiFileSource([.. files.Select(f => scratch.Write((string)f!["name"]!, (string)f["text"]!))]);
        var options = (TextLoader.Options)Arguments.Convert(ml, c.Settings["options"], typeof(TextLoader.Options))!;
        return ml.Data.CreateTextLoader(options, source).Load(source);
    }

    private static JsonNode Call(GoldenCase c, Scratch scratch, string operation)
    {
        foreach (var file in c.Input?["files"]?.AsArray() ?? [])
        {
            scratch.Write((string)file!["name"]!, (string)file["text"]!);
        }

        var arguments = (JsonObject)c.Settings["args"]!.DeepClone();
        var name = (string?)arguments["path"] ?? "data.txt";
        arguments["path"] = c.Input?["text"] is { } text ? scratch.Write(name, (string)text!) : scratch[name];
        return Record(c, () => (IDataView)Operations.Invoke(new MLContext(1), operation, arguments));
    }

    // One file for each text, so that a bad one does not hide the next.
    private static JsonObject Parse(GoldenCase c, Scratch scratch, JsonNode column)
    {
        var options = new JsonObject { ["Columns"] = new JsonArray(column.DeepClone()) };
        return new() { ["values"] = new JsonArray([.. c.Input!["texts"]!.AsArray().Select(t => ParseOne(scratch, options, (string)t!))]) };
    }

    private static JsonObject ParseOne(Scratch scratch, JsonNode options, string text)
    {
        var result = new JsonObject { ["text"] = text };
        try
        {
            result["value"] = Recorder.Rows(LoadFile(scratch.Write("data.txt", $"x\t{text}\n"), options))[0]![0]?.DeepClone();
        }
        catch (Exception e)
        {
            result["throws"] = Failure.Of(e, "Read");
        }

        return result;
    }
}
