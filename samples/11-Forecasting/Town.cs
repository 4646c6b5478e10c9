namespace DemandForecast;

/// <summary>An hour of a town that there is not.</summary>
public sealed class Hour
{
    public string Town { get; set; } = "";

    public DateTime Time { get; set; }

    /// <summary>What the town takes from the grid, in megawatts.</summary>
    public float Demand { get; set; }

    /// <summary>Degrees, as the weather service tells them in advance.</summary>
    public float Temperature { get; set; }
}

/// <summary>Towns by chance.</summary>
public static class Towns
{
    private static readonly DateTime Start = new(2025, 1, 1);

    /// <summary>The hours of towns one after the other: more demand by day, on working days and where it is cold, and a level that wanders.</summary>
    public static IEnumerable<Hour> Make(int days, int seed)
    {
        var random = new Random(seed);
        foreach ((string name, double size) in new[] { ("Aston", 4.0), ("Barton", 9), ("Carton", 15) })
        {
            double weather = 0, level = 0;
            for (int hour = 0; hour < 24 * days; hour++)
            {
                DateTime time = Start.AddHours(hour);
                weather = (0.99 * weather) + random.NextDouble() - 0.5;
                level = (0.98 * level) + (0.1 * (random.NextDouble() - 0.5));
                double temperature = 8 + (5 * weather) + (3 * Math.Sin(2 * Math.PI * (time.Hour - 9) / 24));
                double day = Math.Exp(-Math.Pow((time.Hour - 8) / 3.0, 2)) + (1.3 * Math.Exp(-Math.Pow((time.Hour - 19) / 3.5, 2))), week = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.7 : 1;
                double demand = size * (3 + (day * week) - (0.04 * temperature) + level);
                yield return new Hour { Town = name, Time = time, Demand = (float)Math.Round(demand, 2), Temperature = (float)Math.Round(temperature, 1) };
            }
        }
    }
}
