using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Search;

/// <summary>Does what <c>auto</c>, <c>sweep</c> and <c>worker</c> were asked.</summary>
internal sealed class SearchRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    /// <summary>Searches, and writes the best model and the report.</summary>
    public int Run(SearchRequest request)
    {
        var watch = Stopwatch.StartNew();
        Check(request);
        MLContext ml = Contexts.Create(terminal, verbose, request.Seed);
        OpenedInput input = request.Input.Open();
        List<string> told = [];
        SearchData data = SearchData.Prepare(ml, input, told.Add);
        IDataView? test = request.Test is null ? null : data.Others(ml, input, request.Test, told.Add);
        IDataView? validation = request.Validation is { } path ? data.Others(ml, input, path, told.Add) : null;
        Sweep sweep = Guarded(() => SearchSweep.Build(ml, request, data, validation));
        DataSummary.Tell(terminal, input, data.Columns, null, told);
        SweepResult result = SearchDisplay.Run(terminal, sweep, s => Guarded(() => s.OnBest((trial, model) => Keep(ml, request, data, model)).Run(data.Rows, cancel)));
        Keep(ml, request, data, result.Model);
        IReadOnlyDictionary<string, double> metrics = test is null ? result.Best.Metrics : result.Evaluate(test);
        if (request.Report is { } report)
            SweepReport.Write(result.ToDocument($"{data.Columns.Label} of {request.Input.DataPath}", request.CommandLine), report);
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, SearchJson.Of(request, result));
        return Tell(request, result, metrics);
    }

    /// <summary>Works on a stored sweep beside other processes.</summary>
    public int Work(SearchRequest request)
    {
        MLContext ml = Contexts.Create(terminal, verbose, request.Seed);
        OpenedInput input = request.Input.Open();
        SearchData data = SearchData.Prepare(ml, input, _ => { });
        IDataView? validation = request.Validation is { } path ? data.Others(ml, input, path, _ => { }) : null;
        Sweep sweep = Guarded(() => SearchSweep.Build(ml, request, data, validation)).OnProgress(progress => terminal.Say(SearchDisplay.Line(progress)));
        int ended = Guarded(() => sweep.Work(data.Rows, cancel));
        terminal.WriteLine($"This worker ended {(ended == 1 ? "1 trial" : $"{ended} trials")}.");
        return cancel.IsCancellationRequested ? ExitCode.Failed : ExitCode.Done;
    }

    // What can fail at the end of a long search is tried now.
    private static void Check(SearchRequest request)
    {
        SafeFile.CheckWritable(request.Out);
        SafeFile.CheckWritable(request.Report);
        SafeFile.CheckWritable(request.Json);
        if (request is { Isolates: true, Input.DataPath: "-" })
            throw new UsageException("--isolate needs data that several processes can read, but --data is standard input: write them to a file first.");
    }

    private void Keep(MLContext ml, SearchRequest request, SearchData data, ITransformer model)
    {
        if (request.Out is not { } path)
            return;
        ITransformer? names = data.Task.Names(ml)?.Fit(model.Transform(data.Rows));
        var whole = new TransformerChain<ITransformer>([.. new[] { model, names }.OfType<ITransformer>()]);
        SafeFile.Write(path, temporary =>
        {
            if (ModelParts.HasNetwork(model))
                ml.Deep().Model.Save(whole, data.Schema, temporary);
            else
                ml.Model.Save(whole, data.Schema, temporary);
            new ModelRecord(data.Task.Key, ModelRecord.Searched, data.Columns, SearchJson.Options(request)) { Classes = data.Classes }.AddTo(temporary);
        });
    }

    private int Tell(SearchRequest request, SweepResult result, IReadOnlyDictionary<string, double> metrics)
    {
        terminal.Write(SearchTable.Of(result));
        terminal.WriteLine(SearchTable.Summary(result));
        terminal.Write(MetricTable.Of(new Dictionary<string, double>(metrics)));
        terminal.WriteLine(request.Test is { } test ? $"Measured on '{test}', which the search has not seen." : $"Of trial {result.Best.Number}, on the rows by which it was chosen: expect a little less of new rows; --test FILE measures the model on others.");
        if (request.Report is not null)
            terminal.WriteLine($"Report: '{request.Report}'.");
        if (request.Out is not null)
            terminal.WriteLine($"Saved '{request.Out}'.");
        if (!cancel.IsCancellationRequested)
            return ExitCode.Done;
        terminal.Say($"mlnetdeep: stopped before the end; the best so far{(request.Out is null ? "" : $" is kept in '{request.Out}'")}.");
        return ExitCode.Failed;
    }

    private static T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is ArgumentException or SweepException or FormatException || (e is InvalidOperationException && e.TargetSite?.DeclaringType?.Assembly == typeof(Sweep).Assembly))
        {
            throw new CommandException(e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "") : e.Message, e);
        }
    }
}
