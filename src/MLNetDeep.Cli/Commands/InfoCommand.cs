using System.CommandLine;
using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>info</c>: what a model zip says about itself.</summary>
internal static class InfoCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("M") { Description = "Model zip." };
        var command = new Command("info", "Show what a model zip holds.") { model };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(SharedOptions.Verbose), parsed.GetRequiredValue(model)));
        return command;
    }

    private static int Run(Terminal terminal, bool verbose, string path)
    {
        SavedModel model = SavedModel.Load(Contexts.Create(terminal, verbose), path);
        terminal.WriteLine($"{path}: {model.Record.Task}, {model.Record.Architecture}, {new FileInfo(path).Length:#,0} bytes");
        terminal.WriteLine($"Input columns: {Columns(model.InputSchema.Where(c => c.Name != model.Record.Columns.Label))}");
        terminal.WriteLine($"Output columns: {Columns(Outputs(model))}");
        foreach ((string name, System.Text.Json.Nodes.JsonNode? value) in model.Record.Options)
            terminal.WriteLine($"  {name} = {value?.ToString() ?? "none"}");
        return ExitCode.Done;
    }

    private static IEnumerable<DataViewSchema.Column> Outputs(SavedModel model)
    {
        string[] known = [.. model.InputSchema.Select(c => c.Name)];
        return model.Transformer.GetOutputSchema(model.InputSchema).Where(c => !c.IsHidden && !known.Contains(c.Name));
    }

    private static string Columns(IEnumerable<DataViewSchema.Column> columns)
    {
        string[] all = [.. columns.Select(c => $"{c.Name} ({c.Type})")];
        string more = all.Length > 8 ? $" and {all.Length - 8} more" : "";
        return string.Join(", ", all.Take(8)) + more;
    }
}
