namespace MLNetDeep.Runtime;

/// <summary>
/// Resizes one plane of bytes: linear between pixels when it grows; when it shrinks, each pixel is a mean over all that it
/// covers (a triangle filter as wide as the scale), so that fine detail does not flicker.
/// </summary>
internal static class Resizer
{
    public static void Resize(ReadOnlySpan<byte> source, int height, int width, Span<byte> target, int newHeight, int newWidth)
    {
        if (height == newHeight && width == newWidth)
        {
            source.CopyTo(target);
            return;
        }
        var wide = new float[height * newWidth];
        foreach (var (x, first, weights) in Taps(width, newWidth))
            for (var y = 0; y < height; y++)
                wide[(y * newWidth) + x] = Dot(source[((y * width) + first)..], weights);
        foreach (var (y, first, weights) in Taps(height, newHeight))
            for (var x = 0; x < newWidth; x++)
                target[(y * newWidth) + x] = (byte)Math.Clamp(MathF.Round(Column(wide, x, first, newWidth, weights)), 0, 255);
    }

    private static float Dot(ReadOnlySpan<byte> pixels, float[] weights)
    {
        var sum = 0f;
        for (var i = 0; i < weights.Length; i++) sum += pixels[i] * weights[i];
        return sum;
    }

    private static float Column(float[] rows, int x, int first, int stride, float[] weights)
    {
        var sum = 0f;
        for (var i = 0; i < weights.Length; i++) sum += rows[((first + i) * stride) + x] * weights[i];
        return sum;
    }

    // For each new position: the first old one that counts, and how much it and the following ones count.
    private static IEnumerable<(int Target, int First, float[] Weights)> Taps(int from, int to)
    {
        var scale = (double)from / to;
        var radius = Math.Max(scale, 1);
        for (var i = 0; i < to; i++)
        {
            var centre = ((i + 0.5) * scale) - 0.5;
            var first = Math.Max(0, (int)Math.Ceiling(centre - radius));
            var last = Math.Min(from - 1, (int)Math.Floor(centre + radius));
            var weights = new float[last - first + 1];
            var sum = 0.0;
            for (var k = first; k <= last; k++) sum += Math.Max(0, 1 - (Math.Abs(k - centre) / radius));
            for (var k = first; k <= last; k++) weights[k - first] = (float)(Math.Max(0, 1 - (Math.Abs(k - centre) / radius)) / sum);
            yield return (i, first, weights);
        }
    }
}
