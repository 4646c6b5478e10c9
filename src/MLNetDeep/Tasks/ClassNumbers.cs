using MLNetDeep.Data;

namespace MLNetDeep.Tasks;

/// <summary>
/// Finds the classes of one label among those of a network by their names: keys of other rows may count the same classes in
/// another order. What the network does not know is refused.
/// </summary>
internal static class ClassNumbers
{
    /// <summary>The number of each of a label's classes in the network; null when they are the same.</summary>
    /// <param name="column">The label, for messages.</param>
    /// <param name="isKey">Whether values are numbers of classes, which may stand in another order, or slots.</param>
    /// <param name="own">What the label stands for.</param>
    /// <param name="known">What the network knows.</param>
    public static int[]? Find(string column, bool isKey, LabelValues own, LabelValues known)
    {
        if (own.ItemType is null || known.ItemType is null)
        {
            var suits = isKey ? own.Count <= known.Count : own.Count == known.Count && (own.ItemType is null) == (known.ItemType is null);
            return suits ? null : throw ColumnErrors.Mismatch("label", column, $"{known.Count} classes or slots, as the network has", $"{own.Count}");
        }
        if (own.Names.SequenceEqual(known.Names)) return null;
        var unknown = own.Names.Except(known.Names).Select(name => $"'{name}'").ToArray();
        if (unknown.Length > 0) throw ColumnErrors.NewClasses(column, string.Join(", ", unknown), string.Join(", ", known.Names));
        if (!isKey) throw ColumnErrors.Mismatch("label", column, $"the slots {string.Join(", ", known.Names)}", string.Join(", ", own.Names));
        var numbers = known.Names.Select((name, number) => (name, number)).ToDictionary(c => c.name, c => c.number);
        return [.. own.Names.Select(name => numbers[name])];
    }
}
