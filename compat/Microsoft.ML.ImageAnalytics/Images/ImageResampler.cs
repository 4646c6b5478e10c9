namespace Microsoft.ML.Data;

/// <summary>
/// Resizes four-byte pixels with a triangle filter that widens when shrinking, so that no source pixel is skipped.
/// First the columns, then the rows. Keeps its buffers: for one thread at a time.
/// </summary>
internal sealed class ImageResampler
{
    private Taps? _columns;
    private Taps? _rows;
    private float[] _narrow = [];

    /// <summary>Draws the whole source into a rectangle of the target, which may lie partly outside of it.</summary>
    internal void Draw(ReadOnlySpan<byte> source, int sourceWidth, int sourceHeight,
        Span<byte> target, int targetWidth, int targetHeight, int left, int top, int width, int height)
    {
        Taps columns = Taps.Renew(ref _columns, new Axis(sourceWidth, width, left, targetWidth));
        Taps rows = Taps.Renew(ref _rows, new Axis(sourceHeight, height, top, targetHeight));
        if (columns.Count == 0 || rows.Count == 0)
            return;
        int size = columns.Count * sourceHeight * 4;
        if (_narrow.Length < size)
            _narrow = new float[size];
        Squeeze(source, sourceWidth, sourceHeight, columns, _narrow);
        for (int y = 0; y < rows.Count; y++)
        {
            int start = ((rows.Begin + y) * targetWidth + columns.Begin) * 4;
            MixRows(_narrow, columns.Count * 4, rows, y, target.Slice(start, columns.Count * 4));
        }
    }

    private static void Squeeze(ReadOnlySpan<byte> source, int width, int height, Taps taps, float[] result)
    {
        int to = 0;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = source.Slice(y * width * 4, width * 4);
            for (int x = 0; x < taps.Count; x++, to += 4)
            {
                float c0 = 0, c1 = 0, c2 = 0, c3 = 0;
                int from = taps.First[x] * 4;
                foreach (float weight in taps.Weights[x])
                {
                    c0 += weight * row[from];
                    c1 += weight * row[from + 1];
                    c2 += weight * row[from + 2];
                    c3 += weight * row[from + 3];
                    from += 4;
                }
                result[to] = c0;
                result[to + 1] = c1;
                result[to + 2] = c2;
                result[to + 3] = c3;
            }
        }
    }

    private static void MixRows(float[] rows, int stride, Taps taps, int y, Span<byte> target)
    {
        float[] weights = taps.Weights[y];
        int first = taps.First[y] * stride;
        for (int x = 0; x < stride; x++)
        {
            float sum = 0.5f;
            for (int i = 0, from = first + x; i < weights.Length; i++, from += stride)
                sum += weights[i] * rows[from];
            target[x] = (byte)Math.Clamp(sum, 0f, 255f);
        }
    }

    /// <summary>How the positions of a source lie along one axis of the target.</summary>
    private readonly record struct Axis(int Source, int Size, int Offset, int Visible);

    /// <summary>Which source positions, with which weights, make each visible target position of one axis.</summary>
    private sealed record Taps(Axis Axis, int Begin, int[] First, float[][] Weights)
    {
        internal int Count => First.Length;

        /// <summary>The same as before where the sizes are the same, as they mostly are from row to row.</summary>
        internal static Taps Renew(ref Taps? taps, Axis axis) => taps?.Axis == axis ? taps : taps = Create(axis);

        private static Taps Create(Axis axis)
        {
            int begin = Math.Max(0, axis.Offset);
            int count = Math.Max(0, Math.Min(axis.Visible, axis.Offset + axis.Size) - begin);
            int[] first = new int[count];
            float[][] weights = new float[count][];
            double scale = (double)axis.Source / axis.Size;
            for (int i = 0; i < count; i++)
                (first[i], weights[i]) = At((begin + i - axis.Offset + 0.5) * scale, Math.Max(1, scale), axis.Source);
            return new Taps(axis, begin, first, weights);
        }

        private static (int First, float[] Weights) At(double centre, double reach, int source)
        {
            int low = Math.Clamp((int)Math.Floor(centre - reach + 0.5), 0, source - 1);
            int high = Math.Clamp((int)Math.Ceiling(centre + reach - 0.5) - 1, low, source - 1);
            float[] weights = new float[high - low + 1];
            double sum = 0;
            for (int i = 0; i < weights.Length; i++)
                sum += weights[i] = (float)Math.Max(0, 1 - Math.Abs(low + i + 0.5 - centre) / reach);
            if (sum == 0)
                (weights[0], sum) = (1, 1);
            for (int i = 0; i < weights.Length; i++)
                weights[i] /= (float)sum;
            return (low, weights);
        }
    }
}
