using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>describe</c>: what a table holds, column by column.</summary>
internal static class DescribeCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> data = SharedOptions.Data();
        data.Description = SharedOptions.Tables;
        Option<string?> label = new("--label") { Description = "The label: columns that alone predict it are named.", HelpName = "L" };
        Option<string?> html = new("--html") { Description = "Also write a page with all columns to this file.", HelpName = "F" };
        var form = new FormOptions();
        var command = new Command("describe", "Show what a table holds: kinds of columns, missing values, ranges, and what is suspicious.") { data, label, html };
        form.AddTo(command);
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(data), form.Read(parsed), parsed.GetValue(label), parsed.GetValue(html)));
        return command;
    }

    private static int Run(Terminal terminal, string path, TableFileOptions form, string? label, string? html)
    {
        if (Directory.Exists(path))
            throw new UsageException($"'{path}' is a folder, but describe is about tables.");
        if (File.Exists(path) && GraphFile.IsOne(path))
            throw new UsageException($"'{path}' has graphs, but describe is about tables.");
        SafeFile.CheckWritable(html);
        TableDescription description = TableDescription.Of(TableFile.Open(path, form), label);
        terminal.WriteLine($"{path}: {description.File.Rows} rows, {description.File.Columns.Count} columns");
        terminal.Write(DescriptionTable.Of(description));
        foreach (string note in DescriptionTable.Notes(description))
            terminal.WriteLine(note);
        if (html is null)
            return ExitCode.Done;
        SafeFile.Write(html, temporary => File.WriteAllText(temporary, DescriptionPage.Of(description, label)));
        terminal.WriteLine($"Page '{html}'.");
        return ExitCode.Done;
    }
}
