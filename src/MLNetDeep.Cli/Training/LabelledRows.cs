using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Training;

/// <summary>Rows that have a label, and what was seen in it.</summary>
/// <param name="Rows">The rows; those without a label, or with one that is not known, are left out.</param>
/// <param name="Labels">What the label column holds.</param>
/// <param name="Unknown">Rows left out for a class that the model does not know.</param>
internal sealed record LabelledRows(IDataView Rows, LabelScan Labels, long Unknown)
{
    /// <summary>Reads the label of every row once.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="source">The data.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="known">The classes that a model knows; empty where any will do.</param>
    /// <param name="allowUnknown">Whether rows of other classes are left out and counted, rather than refused.</param>
    /// <param name="name">What users call the data.</param>
    /// <param name="say">Told of rows that are left out.</param>
    /// <param name="skipBad">Whether images that cannot be read are left out, rather than refused.</param>
    /// <param name="needsGrey">Whether colour images are among those that cannot be used.</param>
    /// <param name="hint">What to do about unknown classes, behind the error.</param>
    public static LabelledRows Load(MLContext ml, DataSource source, InputColumns columns, IReadOnlyCollection<string> known, bool allowUnknown, string name, Action<string> say, bool skipBad = false, bool needsGrey = false, string hint = "")
    {
        LabelScan labels = LabelScan.Of(source.Load(ml, columns, LabelUse.All), columns);
        if (labels.Missing > 0)
            say($"{Count(labels.Missing)} of '{name}' without a label in '{columns.Label}' {(labels.Missing == 1 ? "is" : "are")} left out.");
        if (labels.Rows == 0)
            throw new CommandException($"No row of '{name}' has a label in column '{columns.Label}'.");
        if (known.Count == 0 && labels.Counts.Count == 1)
            throw new CommandException($"Column '{columns.Label}' of '{name}' has one class, '{labels.Classes[0]}': there is nothing to learn.");
        IReadOnlyList<KeyValuePair<string, long>> unknown = known.Count == 0 ? [] : labels.Unknown(known);
        if (unknown.Count > 0 && !allowUnknown)
            throw new CommandException($"Column '{columns.Label}' of '{name}' has classes that the model does not know: {string.Join(", ", unknown.Take(5).Select(u => $"'{u.Key}' ({Count(u.Value)})"))}"
                + $"{(unknown.Count > 5 ? ", …" : "")}. It knows {string.Join(", ", known.Take(20))}{(known.Count > 20 ? ", …" : "")}.{hint}");
        IReadOnlySet<string>? allowed = unknown.Count > 0 ? known.ToHashSet() : null;
        IDataView rows = ImageCheck.Apply(ml, source.Load(ml, columns, LabelUse.Required, known: allowed), columns.Image, source, skipBad, say, needsGrey);
        return new LabelledRows(rows, labels, unknown.Sum(u => u.Value));
    }

    private static string Count(long count) => count == 1 ? "1 row" : $"{count} rows";
}
