using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using Spectre.Console;

namespace MLNetDeep.Cli.Training;

/// <summary>Does what <c>find-lr</c> was asked.</summary>
internal sealed class FindLearningRateRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    // Of the points of the curve about so many are shown; --json has all of them.
    private const int Shown = 20;

    public int Run(FindRequest request)
    {
        var watch = Stopwatch.StartNew();
        Architecture architecture = Networks.Find(request.Network.Arch);
        TrainerOptions options = Networks.Options(architecture.CreateOptions(), request.Network);
        options.CancellationToken = cancel;
        Check(request);
        SafeFile.CheckWritable(request.Json);
        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        OpenedInput input = request.Input.Open().WithWeight(options).WithParts(options);
        List<string> told = [];
        PreparedRows rows = PreparedRows.For(ml, input, architecture, null, null, told.Add);
        DataSummary.Tell(terminal, input, rows.Columns, null, told);
        DeepTrainer trainer = Steps.Trainer(ml, input.Task, architecture, rows.Columns, options);
        LearningRateCurve curve = trainer.FindLearningRate(rows.Rows, request.Lowest, request.Highest, request.Steps);
        terminal.Write(Points(curve));
        terminal.WriteLine(double.IsNaN(curve.Suggestion)
            ? "The loss never fell: try a lower --lowest, or more --steps."
            : $"The loss fell fastest at {Number(curve.Suggestion)}: train with --set LearningRate={Number(curve.Suggestion)}");
        ResultJson.Write(request.Json, Json(curve), watch.Elapsed.TotalSeconds, Networks.Values(options));
        return ExitCode.Done;
    }

    private static void Check(FindRequest request)
    {
        if (!(request.Lowest > 0 && request.Highest > request.Lowest && double.IsFinite(request.Highest)))
            throw new UsageException($"Rates must rise from above 0, but --lowest was {Number(request.Lowest)} and --highest {Number(request.Highest)}.");
        if (request.Steps < 10)
            throw new UsageException($"--steps must be at least 10, but was {request.Steps}.");
    }

    private static Table Points(LearningRateCurve curve)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Learning rate", "Loss", "Smoothed loss");
        int stride = Math.Max(1, curve.Points.Count / Shown);
        for (int i = 0; i < curve.Points.Count; i += stride)
            table.AddRow(Number(curve.Points[i].LearningRate), Number(curve.Points[i].Loss), Number(curve.Points[i].SmoothedLoss));
        return table;
    }

    private static JsonObject Json(LearningRateCurve curve)
    {
        JsonObject result = ResultJson.Numbers([KeyValuePair.Create(nameof(curve.Suggestion), curve.Suggestion)]);
        result[nameof(curve.Points)] = new JsonArray([.. curve.Points.Select(p => ResultJson.Numbers(
        [
            KeyValuePair.Create(nameof(p.LearningRate), p.LearningRate),
            KeyValuePair.Create(nameof(p.Loss), p.Loss),
            KeyValuePair.Create(nameof(p.SmoothedLoss), p.SmoothedLoss),
        ]))]);
        return result;
    }

    private static string Number(double value) => value.ToString("g3", CultureInfo.InvariantCulture);
}
