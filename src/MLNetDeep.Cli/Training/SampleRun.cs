using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>What <c>sample</c> was asked.</summary>
internal sealed record SampleRequest(string Model, int Count, string Folder, int Seed, string? Condition, SamplingOptions Options);

/// <summary>Does what <c>sample</c> was asked.</summary>
internal static class SampleRun
{
    private const string Grid = "grid.png", Table = "samples.csv";

    public static int Run(Terminal terminal, SampleRequest request)
    {
        if (!File.Exists(request.Model))
            throw new CommandException($"There is no model '{request.Model}'.");
        using Sampler sampler = Open(request.Model);
        IDataView samples = Sample(sampler, request);
        try
        {
            Directory.CreateDirectory(request.Folder);
            int written = sampler.Shape.Count == 3 ? WriteImages(sampler, samples, request.Folder) : WriteTable(sampler, samples, request.Folder);
            terminal.WriteLine($"{written} {(written == 1 ? "row" : "rows")} in '{request.Folder}'.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{request.Folder}' cannot be written to: {e.Message}", e);
        }
        return ExitCode.Done;
    }

    private static Sampler Open(string path)
    {
        try
        {
            return new MLContext().Model.LoadSampler(path);
        }
        catch (InvalidDataException e)
        {
            throw new CommandException(e.Message, e);
        }
    }

    private static IDataView Sample(Sampler sampler, SampleRequest request)
    {
        try
        {
            return sampler.Sample(request.Count, request.Seed, request.Condition, request.Options);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new CommandException(e is ArgumentException argument ? Networks.WithoutParameter(argument) : e.Message, e);
        }
    }

    private static int WriteImages(Sampler sampler, IDataView samples, string folder)
    {
        sampler.WriteGrid(samples, Path.Combine(folder, Grid));
        return sampler.WriteImages(samples, folder);
    }

    private static int WriteTable(Sampler sampler, IDataView samples, string folder)
    {
        long written = 0;
        string[] outputs = sampler.ConditionColumnName is { } condition ? [condition, sampler.FeatureColumnName] : [sampler.FeatureColumnName];
        SafeFile.Write(Path.Combine(folder, Table), temporary => written = PredictionFile.Write(temporary, samples, [], outputs, []));
        return (int)written;
    }
}
