namespace MLNetDeep.Inputs.Images;

/// <summary>Changes the colours of each plane by how its values are spread.</summary>
internal static class Histograms
{
    /// <summary>Stretches each plane so that its darkest value becomes black and its lightest white.</summary>
    public static void AutoContrast(Planes picture)
    {
        for (var c = 0; c < picture.Channels; c++)
        {
            var plane = picture.Plane(c);
            var (least, most) = (float.MaxValue, float.MinValue);
            foreach (var value in plane) (least, most) = (Math.Min(least, value), Math.Max(most, value));
            if (most <= least) continue;
            var factor = Colours.White / (most - least);
            foreach (ref var value in plane) value = Colours.Limit((value - least) * factor);
        }
    }

    /// <summary>Spreads the values of each plane so that all are about as frequent; to whole numbers.</summary>
    public static void Equalize(Workspace work)
    {
        var picture = work.Picture;
        for (var c = 0; c < picture.Channels; c++)
        {
            var plane = picture.Plane(c);
            if (!FillTable(plane, work.Counts, work.Table)) continue;
            foreach (ref var value in plane) value = work.Table[Level(value)];
        }
    }

    // The pixels at and below a level, of those beyond the lowest, say where the level goes.
    private static bool FillTable(Span<float> plane, int[] counts, float[] table)
    {
        Array.Clear(counts);
        foreach (var value in plane) counts[Level(value)]++;
        var below = counts[Array.FindIndex(counts, count => count > 0)];
        var rest = plane.Length - below;
        if (rest == 0) return false;
        var seen = 0;
        for (var level = 0; level < table.Length; level++)
        {
            seen += counts[level];
            table[level] = MathF.Round(Colours.White * Math.Max(0, seen - below) / rest);
        }
        return true;
    }

    private static int Level(float value) => Math.Clamp((int)(value + 0.5f), 0, 255);
}
