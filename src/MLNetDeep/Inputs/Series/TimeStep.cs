using System.Globalization;

namespace MLNetDeep.Inputs.Series;

/// <summary>How far the times of a series are apart. Times are ticks of dates, or whole numbers.</summary>
/// <param name="IsDate">Whether times are dates.</param>
/// <param name="Length">The length in ticks or numbers; 0 where it is months.</param>
/// <param name="Months">Calendar months; 0 for a fixed length.</param>
/// <param name="AreMonthEnds">Whether times are the last days of months.</param>
internal sealed record TimeStep(bool IsDate, long Length, int Months, bool AreMonthEnds = false)
{
    // No month is shorter.
    private const long ShortestMonth = 28 * TimeSpan.TicksPerDay;
    private const int Named = 3;

    /// <summary>Infers it from the times of all series.</summary>
    /// <param name="series">The sorted times of each series, no two alike.</param>
    /// <param name="isDate">Whether times are dates.</param>
    /// <param name="column">The column, for messages.</param>
    /// <exception cref="InvalidOperationException">No series has two rows.</exception>
    public static TimeStep Infer(IEnumerable<long[]> series, bool isDate, string column)
    {
        var counts = new Dictionary<long, long>();
        long[]? longest = null;
        foreach (var times in series)
        {
            if (longest is null || times.Length > longest.Length) longest = times;
            for (var i = 1; i < times.Length; i++) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, times[i] - times[i - 1], out _)++;
        }
        if (counts.Count == 0) throw new InvalidOperationException($"The step of time cannot be inferred from column '{column}': no series has two rows.");
        var most = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
        return isDate && most >= ShortestMonth ? OfMonths(longest!) ?? new TimeStep(true, most, 0) : new TimeStep(isDate, most, 0);
    }

    /// <summary>How many steps lie between two times; null where it is no whole number of them.</summary>
    public long? Between(long from, long to)
    {
        if (Months == 0) return (to - from) % Length == 0 ? (to - from) / Length : null;
        var (first, second) = (new DateTime(from), new DateTime(to));
        var months = ((second.Year - first.Year) * 12L) + second.Month - first.Month;
        return months % Months == 0 && IsSameDay(first, second, AreMonthEnds) ? months / Months : null;
    }

    /// <summary>The whole steps between two times, of which the second is no earlier.</summary>
    public long StepsSince(long origin, long time)
    {
        if (Months == 0) return (time - origin) / Length;
        var (first, second) = (new DateTime(origin), new DateTime(time));
        return (((second.Year - first.Year) * 12L) + second.Month - first.Month) / Months;
    }

    /// <summary>The time so many steps later.</summary>
    public long After(long time, long steps)
    {
        if (Months == 0) return checked(time + (steps * Length));
        var date = new DateTime(time);
        var later = date.AddMonths(checked((int)(steps * Months)));
        return (AreMonthEnds ? later.AddDays(DateTime.DaysInMonth(later.Year, later.Month) - later.Day) : later).Ticks;
    }

    /// <summary>The steps of the season that is usual for such steps.</summary>
    public int Season => !IsDate ? 1 : Months > 0 ? Math.Max(1, 12 / Months) : Length switch
    {
        7 * TimeSpan.TicksPerDay => 52,
        TimeSpan.TicksPerDay => 7,
        < TimeSpan.TicksPerDay when TimeSpan.TicksPerDay % Length == 0 => (int)Math.Min(int.MaxValue, TimeSpan.TicksPerDay / Length),
        _ => 1,
    };

    /// <summary>A time as people read it.</summary>
    public string Show(long time) => Show(time, IsDate);

    /// <summary>A time as people read it.</summary>
    public static string Show(long time, bool isDate) => isDate ? new DateTime(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : time.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => Months > 0 ? $"{Months} calendar month{(Months == 1 ? "" : "s")}" : IsDate ? new TimeSpan(Length).ToString("c", CultureInfo.InvariantCulture) : Length.ToString(CultureInfo.InvariantCulture);

    /// <summary>Throws where times are no whole number of steps apart.</summary>
    /// <param name="series">Names and sorted times.</param>
    /// <param name="column">The column, for the message.</param>
    public void Check(IEnumerable<(string Id, long[] Times)> series, string column)
    {
        var (count, named) = (0L, new List<string>());
        foreach (var (id, times) in series)
            for (var i = 1; i < times.Length; i++)
            {
                if (Between(times[i - 1], times[i]) is not null) continue;
                if (count++ < Named) named.Add($"{Show(times[i])} comes after {Show(times[i - 1])}{(id.Length > 0 ? $" in series '{id}'" : "")}");
            }
        if (count > 0)
            throw new InvalidDataException($"The times of column '{column}' must be whole steps apart. The step is {this}, but {string.Join("; ", named)}{(count > Named ? $"; and {count - Named} more" : "")}. Resample the series, or remove such rows.");
    }

    // The months that all times are apart by, where they are the same day of each.
    private static TimeStep? OfMonths(long[] times)
    {
        DateTime[] dates = [.. times.Select(time => new DateTime(time))];
        var areEnds = dates.All(IsLastDay);
        if (!dates.All(date => IsSameDay(dates[0], date, areEnds))) return null;
        var least = dates.Zip(dates.Skip(1), (before, date) => ((date.Year - before.Year) * 12) + date.Month - before.Month).Min();
        return new TimeStep(true, 0, least, areEnds);
    }

    private static bool IsSameDay(DateTime first, DateTime second, bool areEnds) =>
        first.TimeOfDay == second.TimeOfDay && (areEnds ? IsLastDay(first) && IsLastDay(second) : first.Day == second.Day);

    private static bool IsLastDay(DateTime date) => date.Day == DateTime.DaysInMonth(date.Year, date.Month);
}
