using static System.FormattableString;

namespace MLNetDeep.AutoML.Reports;

/// <summary>The checks of what is told of rows.</summary>
internal static class Rows
{
    public static void Check(string name, int count, string otherName, int otherCount)
    {
        if (count != otherCount)
            throw new ArgumentException($"There must be as many {otherName} as {name}, but there were {otherCount} and {count}.");
        if (count == 0)
            throw new ArgumentException($"There must be at least one row, but there were no {name}.");
    }

    public static void CheckNumbers(string name, IReadOnlyList<double> values, double minimum, double maximum)
    {
        for (int i = 0; i < values.Count; i++)
            if (!(values[i] >= minimum && values[i] <= maximum))
                throw new ArgumentException(double.IsFinite(minimum) && minimum != double.MinValue
                    ? Invariant($"A {name} must be {minimum} to {maximum}, but that of row {i} was {values[i]}.")
                    : Invariant($"A {name} must be a number, but that of row {i} was {values[i]}."));
    }
}
