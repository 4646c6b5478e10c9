using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Files.Kinds;

namespace MLNetDeep.Cli.Tasks;

/// <summary>Which of two classes is the positive one, whose probability is predicted.</summary>
internal static class Positive
{
    /// <summary>The classes, the positive one last, and why it is that.</summary>
    public static (string[] Classes, string Why) Find(LabelScan labels, string label, string? stated)
    {
        string[] classes = labels.Classes;
        if (classes.Length != 2)
            throw new CommandException($"Column '{label}' has {(classes.Length == 0 ? "no values" : classes.Length == 1 ? "one class" : $"{classes.Length} different values")}, but --task binary wants 2: "
                + $"{string.Join(", ", classes.Take(5))}{(classes.Length > 5 ? ", …" : "")}.");
        (string positive, string why) = Choose(labels, label, classes, stated);
        return ([classes[0] == positive ? classes[1] : classes[0], positive], why);
    }

    private static (string Positive, string Why) Choose(LabelScan labels, string label, string[] classes, string? stated)
    {
        if (stated is not null)
            return classes.Contains(stated)
                ? (stated, "as stated")
                : throw new UsageException($"--positive {stated}: column '{label}' has the classes {string.Join(" and ", classes)}.");
        if (FlagText.Yes(classes) is { } yes)
            return (yes, "by its name");
        if (labels.Counts[classes[0]] != labels.Counts[classes[1]])
            return (classes.MinBy(c => labels.Counts[c])!, "the rarer class");
        return (classes[1], "the second by name");
    }
}
