using MLNetDeep.Generative.Tables;

namespace MLNetDeep.AutoML.Fidelity;

/// <summary>How far two distributions of the values of a column are from each other.</summary>
internal static class ColumnDistance
{
    public static ColumnFidelity Of(RawColumn real, RawColumn made) => Associations.IsCategory(real)
        ? new ColumnFidelity(real.Name, true, real.Texts is not null ? Variation(real.Texts, made.Texts!) : Variation(real.Numbers!, made.Numbers!))
        : new ColumnFidelity(real.Name, false, KolmogorovSmirnov(real.Numbers!, made.Numbers!));

    /// <summary>Half the sum of the differences of shares.</summary>
    public static double Variation<T>(IReadOnlyCollection<T> real, IReadOnlyCollection<T> made)
        where T : notnull
    {
        Dictionary<T, int> first = real.CountBy(v => v).ToDictionary(), second = made.CountBy(v => v).ToDictionary();
        return first.Keys.Union(second.Keys).Sum(v => Math.Abs(((double)first.GetValueOrDefault(v) / real.Count) - ((double)second.GetValueOrDefault(v) / made.Count))) / 2;
    }

    /// <summary>The largest difference of the shares of values up to any value; missing ones come first.</summary>
    public static double KolmogorovSmirnov(IReadOnlyCollection<double> real, IReadOnlyCollection<double> made)
    {
        double[] first = [.. real.Order()], second = [.. made.Order()];
        var (i, j, largest) = (0, 0, 0.0);
        while (i < first.Length && j < second.Length)
        {
            double value = Comparer<double>.Default.Compare(first[i], second[j]) <= 0 ? first[i] : second[j];
            while (i < first.Length && first[i].Equals(value)) i++;
            while (j < second.Length && second[j].Equals(value)) j++;
            largest = Math.Max(largest, Math.Abs(((double)i / first.Length) - ((double)j / second.Length)));
        }
        return largest;
    }
}
