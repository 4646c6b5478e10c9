using System.Globalization;

namespace MLNetDeep.Files.Kinds;

/// <summary>How the dates of a column are written: a format of .NET, or seconds or milliseconds since 1970.</summary>
internal static class DateFormat
{
    /// <summary>Seconds since 1970, in universal time.</summary>
    public const string UnixSeconds = "unix";

    /// <summary>Milliseconds since 1970.</summary>
    public const string UnixMilliseconds = "unixms";

    /// <summary>A time of day.</summary>
    public const string TimeOfDay = "HH:mm";

    // The day of a time of day: any, but always the same, and not the first that there is, which stands for a missing date.
    private static readonly DateTime _noDay = new(2000, 1, 1);

    private static readonly string[] _clock = ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss", "HH:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt"];

    private static readonly string[] _times = ["", " HH:mm", " H:mm", " HH:mm:ss", " HH:mm:ss.FFFFFFF", " h:mm tt", " h:mm:ss tt"];

    private static readonly string[] _isoTimes =
        ["'T'HH:mm", "'T'HH:mm:ss", "'T'HH:mm:ss.FFFFFFF", "'T'HH:mm:ssK", "'T'HH:mm:ss.FFFFFFFK", "'T'HH:mmK", " HH:mm:ssK", " HH:mm:ss.FFFFFFFK", " HH:mm:ss K"];

    private static readonly string[] _days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "M/d/yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "M-d-yyyy", "d.M.yy", "M/d/yy", "d/M/yy", "d-MMM-yyyy", "d MMM yyyy", "MMM d, yyyy", "d MMMM yyyy", "MMMM d, yyyy", "yyyy-MM", TimeOfDay];

    /// <summary>What is tried where nothing is stated, the day of one form in many ways of writing the time. Where two forms fit all values, the earlier is taken.</summary>
    public static IReadOnlyList<string> Known => _days;

    /// <summary>Reads a date; its time is that on the clock.</summary>
    public static bool TryParse(string format, ReadOnlySpan<char> field, out DateTime value)
    {
        value = default;
        if (format is UnixSeconds or UnixMilliseconds) return OfUnix(format == UnixSeconds ? 1000 : 1, field, out value);
        if (format == TimeOfDay)
        {
            var isTime = TimeOnly.TryParseExact(field, _clock, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time);
            value = _noDay + time.ToTimeSpan();
            return isTime;
        }
        if (!Variants.TryGetValue(format, out var variants)) variants = [format];
        if (!DateTimeOffset.TryParseExact(field, variants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var point)) return false;
        value = point.DateTime;
        return true;
    }

    /// <summary>Whether a number can be a time since 1970, from 1990 to 2100: so many seconds or milliseconds.</summary>
    public static string? Unix(double least, double most) =>
        least >= 631_152_000 && most <= 4_102_444_800 ? UnixSeconds : least >= 631_152_000_000 && most <= 4_102_444_800_000 ? UnixMilliseconds : null;

    private static Dictionary<string, string[]> Variants { get; } = _days.ToDictionary(
        day => day, day => _times.Select(time => day + time).Concat(day == "yyyy-MM-dd" ? _isoTimes.Select(time => day + time) : []).ToArray());

    private static bool OfUnix(int factor, ReadOnlySpan<char> field, out DateTime value)
    {
        value = default;
        if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return false;
        var milliseconds = number * factor;
        if (!(Math.Abs(milliseconds) < 2e14)) return false;
        value = DateTime.UnixEpoch.AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond));
        return true;
    }
}
