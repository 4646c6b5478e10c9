namespace MLNetDeep.Inputs.Images;

/// <summary>
/// Changes colours. Black is 0 and white 255; nothing gets darker or lighter than that. Pictures of one channel have no
/// saturation and no hue: these leave them as they are.
/// </summary>
internal static class Colours
{
    public const float White = 255;

    // The share of each colour in brightness (ITU-R BT.601).
    private const float Red = 0.299f, Green = 0.587f, Blue = 0.114f;

    /// <summary>Every value times the factor.</summary>
    public static void Brightness(Planes picture, float factor)
    {
        foreach (ref var value in picture.Values) value = Limit(value * factor);
    }

    /// <summary>Distances from the mean brightness times the factor.</summary>
    public static void Contrast(Planes picture, float factor)
    {
        var rest = (1 - factor) * MeanBrightness(picture);
        foreach (ref var value in picture.Values) value = Limit((value * factor) + rest);
    }

    /// <summary>Distances of each pixel from its own grey times the factor.</summary>
    public static void Saturation(Planes picture, float factor)
    {
        if (picture.Channels != 3) return;
        Span<float> red = picture.Plane(0), green = picture.Plane(1), blue = picture.Plane(2);
        for (var i = 0; i < red.Length; i++)
        {
            var rest = (1 - factor) * Grey(red[i], green[i], blue[i]);
            red[i] = Limit((red[i] * factor) + rest);
            green[i] = Limit((green[i] * factor) + rest);
            blue[i] = Limit((blue[i] * factor) + rest);
        }
    }

    /// <summary>Turns colours about the axis of greys by this share of a whole turn: a third makes red green.</summary>
    public static void Hue(Planes picture, double turn)
    {
        if (picture.Channels != 3) return;
        var (sin, cos) = Math.SinCos(2 * Math.PI * turn);
        // Rodrigues' rotation about (1, 1, 1): what a colour keeps of itself, and what the one before and behind it give.
        var kept = (float)(cos + ((1 - cos) / 3));
        var before = (float)(((1 - cos) / 3) + (sin / Math.Sqrt(3)));
        var behind = (float)(((1 - cos) / 3) - (sin / Math.Sqrt(3)));
        Span<float> red = picture.Plane(0), green = picture.Plane(1), blue = picture.Plane(2);
        for (var i = 0; i < red.Length; i++)
        {
            var (r, g, b) = (red[i], green[i], blue[i]);
            red[i] = Limit((kept * r) + (behind * g) + (before * b));
            green[i] = Limit((before * r) + (kept * g) + (behind * b));
            blue[i] = Limit((behind * r) + (before * g) + (kept * b));
        }
    }

    /// <summary>Distances of each pixel from the mean of its neighbourhood (it counting 5, each neighbour 1) times the factor; edges stay.</summary>
    public static void Sharpness(Planes from, Planes to, float factor)
    {
        from.Values.CopyTo(to.Values);
        for (var c = 0; c < from.Channels; c++)
            for (var y = 1; y < from.Height - 1; y++)
            {
                Span<float> above = from.Row(c, y - 1), row = from.Row(c, y), below = from.Row(c, y + 1), result = to.Row(c, y);
                for (var x = 1; x < row.Length - 1; x++)
                {
                    var around = above[x - 1] + above[x] + above[x + 1] + row[x - 1] + row[x + 1] + below[x - 1] + below[x] + below[x + 1];
                    var mean = ((5 * row[x]) + around) / 13;
                    result[x] = Limit(mean + (factor * (row[x] - mean)));
                }
            }
    }

    /// <summary>Inverts what is as light as this or lighter.</summary>
    public static void Solarize(Planes picture, float from)
    {
        foreach (ref var value in picture.Values)
            if (value >= from) value = White - value;
    }

    /// <summary>Keeps so many of the eight bits of each value.</summary>
    public static void Posterize(Planes picture, int bits)
    {
        var mask = 0xFF << (8 - bits);
        foreach (ref var value in picture.Values) value = (int)value & mask;
    }

    public static float Limit(float value) => Math.Clamp(value, 0, White);

    private static float Grey(float red, float green, float blue) => (Red * red) + (Green * green) + (Blue * blue);

    private static float MeanBrightness(Planes picture)
    {
        var mean = 0f;
        for (var c = 0; c < picture.Channels; c++)
        {
            var sum = 0f;
            foreach (var value in picture.Plane(c)) sum += value;
            mean += sum / picture.Area * (picture.Channels != 3 ? 1f / picture.Channels : c == 0 ? Red : c == 1 ? Green : Blue);
        }
        return mean;
    }
}
