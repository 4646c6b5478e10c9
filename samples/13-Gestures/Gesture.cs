namespace Gestures;

/// <summary>A gesture as an accelerometer in a hand sees it: x, y and z of the first step, then those of the second. Gestures are of any length.</summary>
internal sealed class Gesture
{
    public string Kind { get; set; } = "";

    public float[] Acceleration { get; set; } = [];

    /// <summary>Makes gestures: circles, shakes, and knocks twice or three times. Now and then a value is lost.</summary>
    public static IEnumerable<Gesture> Make(int count, int seed)
    {
        var random = new Random(seed);
        string[] kinds = ["circle", "shake", "two knocks", "three knocks"];
        for (int i = 0; i < count; i++)
        {
            string kind = kinds[i % kinds.Length];
            var (steps, speed, start) = (random.Next(40, 90), 0.25 + (0.1 * random.NextDouble()), 6 * random.NextDouble());
            int first = random.Next(3, 8), apart = random.Next(8, 14), knocks = kind == "two knocks" ? 2 : 3;
            var values = new float[3 * steps];
            for (int step = 0; step < steps; step++)
            {
                double knock = Enumerable.Range(0, knocks).Sum(k => Math.Exp(-Math.Abs(step - first - (k * apart)) / 1.5));
                (double X, double Y, double Z) at = kind switch
                {
                    "circle" => (Math.Cos(start + (speed * step)), Math.Sin(start + (speed * step)), 0),
                    "shake" => (Math.Sin(start + (4 * speed * step)), 0, 0.3 * Math.Sin(start + (4 * speed * step))),
                    _ => (0, 0, 2 * knock),
                };
                (values[3 * step], values[(3 * step) + 1], values[(3 * step) + 2]) = (Measured(at.X), Measured(at.Y), Measured(at.Z + 9.81));
            }
            yield return new Gesture { Kind = kind, Acceleration = values };

            float Measured(double value) => random.Next(50) == 0 ? float.NaN : (float)(value + (0.25 * (random.NextDouble() - 0.5)));
        }
    }
}

/// <summary>What a model says of a gesture.</summary>
internal sealed class Guess
{
    public string PredictedLabel { get; set; } = "";
}
