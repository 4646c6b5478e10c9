namespace MLNetDeep.AutoML;

/// <summary>How often rows of each class were taken for each class.</summary>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Counts">Rows by label (first index) and prediction (second index).</param>
public sealed record ReportConfusion(IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>Beyond this many classes, those that are mistaken least are put together.</summary>
    public const int MostClasses = 30;

    /// <summary>Counts rows. Beyond <see cref="MostClasses"/> classes, those that are mistaken least become one class <c>(others)</c>.</summary>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="labels">The index of each row's class.</param>
    /// <param name="predicted">The index of the class predicted.</param>
    /// <exception cref="ArgumentException">The two differ in length, there are no rows, or an index is no class's.</exception>
    public static ReportConfusion From(IReadOnlyList<string> classes, IReadOnlyList<int> labels, IReadOnlyList<int> predicted)
    {
        Reports.Rows.Check("labels", labels.Count, "predicted classes", predicted.Count);
        foreach (int index in labels.Concat(predicted))
            if (index < 0 || index >= classes.Count)
                throw new ArgumentException($"The index of a class must be 0 to {classes.Count - 1}, but was {index}.");
        int[] place = Places(classes.Count, labels, predicted);
        int size = place.Max() + 1;
        int[][] counts = [.. Enumerable.Range(0, size).Select(_ => new int[size])];
        for (int i = 0; i < labels.Count; i++)
            counts[place[labels[i]]][place[predicted[i]]]++;
        string[] names = [.. Enumerable.Range(0, size).Select(p => place.Count(x => x == p) == 1 ? classes[Array.IndexOf(place, p)] : "(others)")];
        return new ReportConfusion(names, counts);
    }

    private static int[] Places(int classes, IReadOnlyList<int> labels, IReadOnlyList<int> predicted)
    {
        if (classes <= MostClasses)
            return [.. Enumerable.Range(0, classes)];
        int[] mistakes = new int[classes];
        for (int i = 0; i < labels.Count; i++)
            if (labels[i] != predicted[i])
                (mistakes[labels[i]], mistakes[predicted[i]]) = (mistakes[labels[i]] + 1, mistakes[predicted[i]] + 1);
        int[] kept = [.. Enumerable.Range(0, classes).OrderByDescending(c => mistakes[c]).Take(MostClasses - 1).Order()];
        return [.. Enumerable.Range(0, classes).Select(c => Array.IndexOf(kept, c)).Select(p => p < 0 ? MostClasses - 1 : p)];
    }
}
