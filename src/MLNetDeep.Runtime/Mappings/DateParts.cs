namespace MLNetDeep.Runtime;

/// <summary>
/// What networks for tables are told of a point in time: days since 1970, the month (1 to 12), the day of the week (0 for Sunday)
/// and the hour with its fraction.
/// </summary>
public static class DateParts
{
    /// <summary>How many numbers.</summary>
    public const int Count = 4;

    private static readonly DateTime Start = new(1970, 1, 1);

    /// <summary>Fills in the numbers; the earliest point that there is, which stands for none, gives NaN.</summary>
    /// <param name="value">The point in time, as the clock shows it.</param>
    /// <param name="target">Room for <see cref="Count"/> numbers.</param>
    public static void Fill(DateTime value, Span<float> target)
    {
        if (value.Ticks == 0)
        {
            target[..Count].Fill(float.NaN);
            return;
        }
        target[0] = (value.Date - Start).Days;
        target[1] = value.Month;
        target[2] = (int)value.DayOfWeek;
        target[3] = (float)value.TimeOfDay.TotalHours;
    }
}
