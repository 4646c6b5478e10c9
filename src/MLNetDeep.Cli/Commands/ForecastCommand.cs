using System.CommandLine;
using MLNetDeep.Cli.Forecasting;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>forecast</c>: forecasters of time series in a table with a row for each step.</summary>
internal static class ForecastCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel) =>
        new("forecast", "Train, evaluate and use a forecaster of time series: a table with a row for each step of each series.") { Train(terminal, cancel), Evaluate(terminal), Predict(terminal) };

    private static Command Train(Terminal terminal, CancellationToken cancel)
    {
        Option<string> data = SharedOptions.Table();
        Option<string?> time = new("--time") { Description = "Column of times: dates, or whole numbers. If not given: the only column of dates.", HelpName = "COL" };
        Option<string?> series = new("--series") { Description = "Column that tells series apart. If not given, all rows are one series.", HelpName = "COL" };
        Option<string[]> values = Columns("--values", "Columns to forecast. If not given: all columns of numbers that are named for nothing else.");
        Option<string[]> known = Columns("--known", "Columns that are known in advance, such as holidays or prices.");
        Option<string[]> statics = Columns("--static", "Columns that are the same in all rows of a series.");
        Option<int?> horizon = new("--horizon") { Description = "Steps ahead to forecast.", HelpName = "N" };
        Option<string> arch = new("--arch") { Description = $"Forecaster: {ForecastRun.Keys}.", HelpName = "KEY", DefaultValueFactory = _ => "auto" };
        Option<float?> validation = new("--validation") { Description = "Share of the time, the last part, that is held out for validation.", HelpName = "0.2" };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<int?> maxEpochs = SharedOptions.MaxEpochs();
        Option<string?> checkpoint = SharedOptions.Checkpoint();
        Option<string> output = SharedOptions.Out("Model zip to write.");
        Option<string?> json = SharedOptions.Json();
        var form = new FormOptions();
        var command = new Command("train", "Train a forecaster and save it as a model zip.") { data, time, series, values, known, statics, horizon, arch, validation, set, seed, maxEpochs, checkpoint, output, json };
        form.AddTo(command);
        command.SetAction(parsed => new ForecastRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Train(
            new SeriesSource(parsed.GetRequiredValue(data), form.Read(parsed)),
            new SeriesRequest(parsed.GetValue(time), parsed.GetValue(series), parsed.GetValue(values) ?? [], parsed.GetValue(known) ?? [], parsed.GetValue(statics) ?? [], parsed.GetValue(horizon)),
            new NetworkRequest(parsed.GetRequiredValue(arch), parsed.GetValue(set) ?? [], parsed.GetValue(seed), parsed.GetValue(maxEpochs), parsed.GetValue(validation), parsed.GetValue(checkpoint)),
            parsed.GetRequiredValue(output), parsed.GetValue(json)));
        return command;
    }

    private static Command Evaluate(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<string> data = SharedOptions.Table();
        Option<string?> history = new("--history") { Description = "Table with the rows before those of --data: they are seen, and not forecast. If not given, only windows that lie in the data altogether are forecast.", HelpName = "F" };
        Option<string?> json = SharedOptions.Json();
        var form = new FormOptions();
        var command = new Command("evaluate", "Forecast every window of a table with a saved forecaster, and compare with what came.") { model, data, history, json };
        form.AddTo(command);
        command.SetAction(parsed => new ForecastRun(terminal, parsed.GetValue(SharedOptions.Verbose), default).Evaluate(
            parsed.GetRequiredValue(model), new SeriesSource(parsed.GetRequiredValue(data), form.Read(parsed)),
            parsed.GetValue(history) is { } before ? new SeriesSource(before, form.Read(parsed)) : null, parsed.GetValue(json)));
        return command;
    }

    private static Command Predict(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<string> data = SharedOptions.Table();
        Option<string> output = SharedOptions.Out("File to write: a row for each series and step ahead, separated by tabs where its name ends in .tsv, else by commas.");
        var form = new FormOptions();
        var command = new Command("predict", "Continue the series of a table with a saved forecaster. What is known in advance stands in rows behind the last value, whose values are empty.") { model, data, output };
        form.AddTo(command);
        command.SetAction(parsed => new ForecastRun(terminal, parsed.GetValue(SharedOptions.Verbose), default).Predict(
            parsed.GetRequiredValue(model), new SeriesSource(parsed.GetRequiredValue(data), form.Read(parsed)), parsed.GetRequiredValue(output)));
        return command;
    }

    private static Option<string[]> Columns(string name, string what) =>
        new(name) { Description = what, HelpName = "A,B,…", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
}
