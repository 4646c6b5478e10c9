using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using MLNetDeep.Persistence;
using MLNetDeep.Training;

namespace MLNetDeep.Forecasting;

/// <summary>The entries beside an ML.NET model, from which its forecasters come back as forecasters.</summary>
internal static class ForecastFile
{
    private const string Folder = "MLNetDeep/", Entry = Folder + "forecasters.json";

    public static void Write(ZipArchive archive, IReadOnlyList<(int[] Position, ForecastTransformer Forecaster)> forecasters)
    {
        var saved = new List<Saved>();
        foreach (var (position, forecaster) in forecasters)
        {
            using var use = forecaster.Lifetime.Enter();
            var model = forecaster.Model;
            var weights = $"{Folder}forecaster{(saved.Count == 0 ? "" : $"-{saved.Count}")}.safetensors";
            saved.Add(new Saved(position, model.Architecture.Key, JsonSerializer.SerializeToElement(model.Options, model.Architecture.OptionsType, SavedJson.Settings),
                model.Columns, model.Step, model.Season, model.Statistics, model.History, model.Validation, weights));
            using var stream = archive.CreateEntry(weights).Open();
            Safetensors.Write(stream, model.Network.state_dict());
        }
        using var json = archive.CreateEntry(Entry).Open();
        JsonSerializer.Serialize(json, saved, SavedJson.Settings);
    }

    /// <summary>The forecasters of a file; none where it has none.</summary>
    public static IReadOnlyList<(int[] Position, ForecastTransformer Forecaster)> Read(ZipArchive archive, MLContext ml)
    {
        if (archive.GetEntry(Entry) is not { } entry) return [];
        using var json = entry.Open();
        var all = JsonSerializer.Deserialize<Saved[]>(json, SavedJson.Settings) ?? throw new InvalidDataException($"its entry {Entry} is empty");
        return [.. all.Select(saved => (saved.Position, new ForecastTransformer(ml, Build(archive, saved))))];
    }

    private static ForecastModel Build(ZipArchive archive, Saved saved)
    {
        var architecture = ForecastArchitecture.All.FirstOrDefault(a => a.Key == saved.Forecaster) ?? throw new InvalidDataException($"its forecaster '{saved.Forecaster}' is not known");
        var options = (ForecasterOptions)saved.Options.Deserialize(architecture.OptionsType, SavedJson.Settings)!;
        // The weights that a network starts with are random, and of no interest here.
        using var session = new TorchSession(0, options.Threads);
        var network = ForecastModel.CreateNetwork(architecture, options, saved.Columns, saved.Season, saved.Statistics.Scales.Count > 1);
        try
        {
            using var stream = (archive.GetEntry(saved.Weights) ?? throw new InvalidDataException($"its entry {saved.Weights} is missing")).Open();
            ModelFile.LoadWeights(network, stream);
        }
        catch
        {
            network.Dispose();
            throw;
        }
        return new ForecastModel
        {
            Network = network,
            Architecture = architecture,
            Options = options,
            Columns = saved.Columns,
            Step = saved.Step,
            Season = saved.Season,
            Statistics = saved.Statistics,
            History = saved.History,
            Validation = saved.Validation,
        };
    }

    private sealed record Saved(int[] Position, string Forecaster, JsonElement Options, SeriesColumns Columns, TimeStep Step, int Season, SeriesStatistics Statistics, TrainingHistory History, ForecastMetrics? Validation, string Weights);
}
