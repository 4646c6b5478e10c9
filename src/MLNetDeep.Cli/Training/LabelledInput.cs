using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Files.Kinds;

namespace MLNetDeep.Cli.Training;

/// <summary>Rows of a new model or comparison, with their label as trainers take it.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Labels">Makes of the label as it is read the one that trainers take.</param>
/// <param name="Classes">What false and true stand for; none where a model says its classes itself.</param>
/// <param name="Known">The names of all classes; none for numbers.</param>
/// <param name="Scan">What the label column holds.</param>
internal sealed record LabelledInput(IDataView Rows, ITransformer Labels, string[] Classes, string[] Known, LabelScan Scan)
{
    /// <summary>Reads the label of every row, finds the positive class of two, and tells of both.</summary>
    public static LabelledInput Prepare(MLContext ml, OpenedInput input, InputColumns columns, Action<string> say)
    {
        LabelledRows data = LabelledRows.Load(ml, input.Source, columns, [], false, input.Request.DataPath, say, input.Request.Form.SkipBadRows);
        if (data.Labels.IsConstant)
            throw new CommandException($"Column '{columns.Label}' of '{input.Request.DataPath}' has the same value in every row: there is nothing to learn.");
        TellOddClasses(data.Labels, columns.Label, input.Request.Form.MissingWords is null, say);
        (string[] classes, string why) = input.Task.Classes(data.Labels, columns.Label, input.Request.Positive);
        if (classes.Length > 0)
            say($"Positive class: {classes[^1]}, {why}.");
        string[] known = classes.Length > 0 ? classes : data.Labels.Classes;
        ITransformer labels = input.Task.FitLabels(ml, data.Rows, columns, known.Length > 0 ? known : null);
        return new LabelledInput(labels.Transform(data.Rows), labels, classes, known, data.Labels);
    }

    // Words that look like a missing label, and classes that may be one.
    private static void TellOddClasses(LabelScan labels, string label, bool areDefault, Action<string> say)
    {
        if (labels.Counts.Values.Count(rows => rows == 1) is > 0 and var single)
            say($"{single} of {labels.Counts.Count} classes of '{label}' {(single == 1 ? "has" : "have")} one row: {(single == 1 ? "it is" : "they are")} in no validation set.");
        foreach (string word in labels.Classes.Where(c => areDefault && MissingText.IsWord(c)))
            say($"'{word}' in '{label}' is taken as a class; where it stands for a missing label, give --missing \"{word}\".");
        foreach (IGrouping<string, string> alike in labels.Classes.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Take(5))
            say($"The classes {string.Join(" and ", alike.Select(c => $"'{c}'"))} of '{label}' differ in upper and lower case only.");
    }

    /// <summary>Rows of another file, with their label made by the same step.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="input">The data that the columns were chosen from.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="path">The other file.</param>
    /// <param name="known">The classes that its labels may be.</param>
    /// <param name="labels">The step.</param>
    /// <param name="say">Told of rows that are left out.</param>
    public static IDataView Others(MLContext ml, OpenedInput input, InputColumns columns, string path, string[] known, ITransformer labels, Action<string> say)
    {
        // Rows are neither shared out nor kept back here.
        InputColumns plain = columns with { Group = null, Time = null, Weight = null };
        return labels.Transform(LabelledRows.Load(ml, input.OpenLike(path, columns), plain, known, false, path, say, input.Request.Form.SkipBadRows).Rows);
    }
}
