using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Tables;

/// <summary>Does what <c>synthesize</c> was asked.</summary>
internal sealed class SynthesizeRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    private const int FewestMeasured = 50;

    public int Run(SynthesizeRequest request)
    {
        var watch = Stopwatch.StartNew();
        Check(request);
        TableSynthesizerOptions options = Options(request);
        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        LearnedTable? table = request.Data is null ? null : LearnedTable.Read(ml, request, terminal.Say);
        using SyntheticTableModel model = table is null ? Load(ml, request.Model!) : Learn(ml, table, options);
        if (request.Save is { } save)
            model.Save(save);
        IDataView made = Sample(model, (int)(request.Count ?? table!.Rows), request);
        long written = 0;
        SafeFile.Write(request.Out, temporary => written = TableText.Write(temporary, made, Path.GetExtension(request.Out).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ','));
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written:#,0} {(written == 1 ? "row" : "rows")} in '{request.Out}'."));
        Dictionary<string, double> metrics = [];
        if (table?.Test is not null)
            metrics = Measure(ml, table, made, request.Report);
        JsonObject values = Networks.Values(options);
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, values);
        if (model.History.StopReason != StopReason.Cancelled || table is null)
            return ExitCode.Done;
        terminal.Say("mlnetdeep: the training was stopped before the end; the rows are made by the best network so far.");
        return ExitCode.Failed;
    }

    private static void Check(SynthesizeRequest request)
    {
        List<string> faults = [];
        if (request.Data is null == request.Model is null)
            faults.Add("Give either --data, a table to learn, or --model, one that was learned.");
        if (request.Model is not null && (request.Label is not null || request.Save is not null || request.Columns.Length > 0))
            faults.Add("--label, --save and --columns are for --data.");
        if (request.Model is not null && request.Count is null)
            faults.Add("--model wants --count, the number of rows to make.");
        if (request.Count is < 1 or > int.MaxValue)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"--count must be from 1 to {int.MaxValue}, but was {request.Count}."));
        if (request.Label is not null && request.Count < FewestMeasured)
            faults.Add($"--label measures by at least {FewestMeasured} synthetic rows, but --count was {request.Count}.");
        if (request.Steps < 1)
            faults.Add($"--steps must be at least 1, but was {request.Steps}.");
        if (request.Report is not null && request.Label is null)
            faults.Add("--report wants --label, the column that is learned from real and from synthetic rows.");
        if (request.Label is not null && request.Conditions.Count > 0)
            faults.Add("--label measures rows like those of the table: leave out --where.");
        if (faults.Count > 0)
            throw new UsageException(string.Join(" ", faults));
        foreach (string? file in new[] { request.Out, request.Save, request.Report, request.Json })
            SafeFile.CheckWritable(file);
    }

    private TableSynthesizerOptions Options(SynthesizeRequest request)
    {
        var options = (TableSynthesizerOptions)Networks.Options(new TableSynthesizerOptions(), request.Network);
        options.CancellationToken = cancel;
        return options;
    }

    private static SyntheticTableModel Load(MLContext ml, string path)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no model '{path}'.");
        try
        {
            return ml.Deep().Generative.LoadTableSynthesizer(path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new CommandException(e.Message, e);
        }
    }

    private SyntheticTableModel Learn(MLContext ml, LearnedTable table, TableSynthesizerOptions options)
    {
        try
        {
            return TrainingDisplay.Run(terminal, options, () => ml.Deep().Generative.TableSynthesizer(options).Fit(table.Training));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new CommandException(e is ArgumentException argument ? Networks.WithoutParameter(argument) : e.Message, e);
        }
    }

    private static IDataView Sample(SyntheticTableModel model, int count, SynthesizeRequest request)
    {
        try
        {
            return model.Sample(count, request.Network.Seed ?? 1, request.Conditions, request.Steps);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(Networks.WithoutParameter(e), e);
        }
    }

    private Dictionary<string, double> Measure(MLContext ml, LearnedTable table, IDataView made, string? report)
    {
        terminal.Say("Measuring: LightGbm learns from real and from synthetic rows.");
        TableFidelity fidelity = table.Measure(ml, made);
        foreach (string line in FidelityText.Lines(fidelity, table.Label!))
            terminal.WriteLine(line);
        if (report is not null)
        {
            SafeFile.Write(report, temporary => File.WriteAllText(temporary, FidelityPage.Of(fidelity, table, made)));
            terminal.WriteLine($"Report in '{report}'.");
        }
        return FidelityText.Metrics(fidelity);
    }
}
