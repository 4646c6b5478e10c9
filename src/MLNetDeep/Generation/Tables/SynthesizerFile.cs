using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetDeep.Common;
using MLNetDeep.Generative.Tables;
using MLNetDeep.Persistence;
using static TorchSharp.torch;

namespace MLNetDeep.Generation;

/// <summary>Files of models of tables: what was learned of the columns, the options and the training as JSON, and the weights as safetensors.</summary>
internal static class SynthesizerFile
{
    private const string Settings = "tablesynthesizer.json", Weights = "weights.safetensors";

    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Write(SyntheticTableModel model, string path) => AtomicFile.Write(path, temporary =>
    {
        using var archive = ZipFile.Open(temporary, ZipArchiveMode.Create);
        using (var settings = archive.CreateEntry(Settings).Open())
            JsonSerializer.Serialize(settings, new Saved([.. model.Table.Columns], model.Options, model.History), Json);
        using var weights = archive.CreateEntry(Weights).Open();
        Safetensors.Write(weights, model.Module.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter));
    });

    public static SyntheticTableModel Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            using var settings = Entry(archive, Settings).Open();
            var saved = JsonSerializer.Deserialize<Saved>(settings, Json) ?? throw new InvalidDataException($"its {Settings} is empty.");
            saved.Options.Validate();
            using var weights = Entry(archive, Weights).Open();
            var tensors = Safetensors.Read(weights);
            try
            {
                return new SyntheticTableModel(new SynthesizedTable(saved.Columns), saved.Options, tensors, saved.History);
            }
            finally
            {
                foreach (var tensor in tensors.Values) tensor.Dispose();
            }
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or ArgumentException or KeyNotFoundException or System.Runtime.InteropServices.ExternalException)
        {
            throw new InvalidDataException($"'{path}' is no model of a table: {e.Message}", e);
        }
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string name) => archive.GetEntry(name) ?? throw new InvalidDataException($"it has no {name}.");

    private sealed record Saved(SynthesizedColumn[] Columns, TableSynthesizerOptions Options, TrainingHistory History);
}
