using System.CommandLine;
using System.Globalization;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tasks;
using Spectre.Console;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>list</c>: architectures, tasks and options, as the product declares them.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("list", "Show architectures, forecasters, tasks and options with defaults and ranges.");
        command.SetAction(_ => Run(terminal));
        return command;
    }

    private static int Run(Terminal terminal)
    {
        terminal.WriteLine($"Tasks: {string.Join(", ", CommandTask.All.Select(t => t.Key))}");
        terminal.WriteLine($"Baselines for compare: {string.Join(", ", CommandTask.AllBaselines)}");
        foreach (Architecture architecture in ArchitectureRegistry.All)
        {
            terminal.WriteLine("");
            terminal.WriteLine($"{architecture.Key}: {architecture.DisplayName} (input: {architecture.InputKind.Key})");
            terminal.Write(Options(architecture.OptionsType));
        }
        foreach (string key in ForecasterOptions.Keys)
        {
            terminal.WriteLine("");
            terminal.WriteLine($"{key}: forecaster of time series, for 'mlnetdeep forecast'");
            terminal.Write(Options(ForecasterOptions.Create(key).GetType()));
        }
        return 0;
    }

    private static Table Options(Type type)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Option", "Type", "Default", "Range", "Description");
        foreach (OptionDescription option in OptionCatalog.Describe(type))
            table.AddRow(new[] { option.Name, TypeName(option.Type), Text(option.Default), Range(option), option.Doc }.Select(Markup.Escape).ToArray());
        return table;
    }

    private static string Range(OptionDescription option)
    {
        if (option.Choices is { } choices)
            return string.Join(" | ", choices.Select(Text));
        return option.Minimum is null ? "" : $"{Text(option.Minimum)} to {Text(option.Maximum)}{(option.LogScale ? " (log scale)" : "")}";
    }

    private static string TypeName(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? "choice" : plain == typeof(string) || plain == typeof(string[]) ? "text" : plain == typeof(bool) ? "yes/no" : plain == typeof(int) ? "integer" : "number";
    }

    private static string Text(object? value) => value is null or Array { Length: 0 } ? "none" : value is Array several ? string.Join(",", several.Cast<object>().Select(Text)) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
