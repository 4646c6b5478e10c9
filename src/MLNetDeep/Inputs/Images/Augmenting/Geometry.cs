namespace MLNetDeep.Inputs.Images;

/// <summary>Moves pixels about.</summary>
internal static class Geometry
{
    /// <summary>Mirrors left to right.</summary>
    public static void FlipHorizontally(Planes picture)
    {
        for (var from = 0; from < picture.Values.Length; from += picture.Width) picture.Values.Slice(from, picture.Width).Reverse();
    }

    /// <summary>Mirrors top to bottom.</summary>
    public static void FlipVertically(Planes picture)
    {
        for (var c = 0; c < picture.Channels; c++)
            for (var y = 0; y < picture.Height / 2; y++)
            {
                Span<float> top = picture.Row(c, y), bottom = picture.Row(c, picture.Height - 1 - y);
                for (var x = 0; x < top.Length; x++) (top[x], bottom[x]) = (bottom[x], top[x]);
            }
    }

    /// <summary>What a window sees that is moved right by <paramref name="dx"/> and down by <paramref name="dy"/>; beyond the picture is the filling.</summary>
    public static void Shift(Planes from, Planes to, int dx, int dy, ReadOnlySpan<float> filling)
    {
        var (left, right) = (Math.Clamp(-dx, 0, from.Width), Math.Clamp(from.Width - dx, 0, from.Width));
        for (var c = 0; c < from.Channels; c++)
            for (var y = 0; y < from.Height; y++)
            {
                var row = to.Row(c, y);
                row.Fill(filling[c]);
                if (y + dy >= 0 && y + dy < from.Height && right > left)
                    from.Row(c, y + dy).Slice(left + dx, right - left).CopyTo(row[left..]);
            }
    }

    /// <summary>Takes each pixel from where the map says, between four pixels by their distance.</summary>
    /// <param name="from">The picture.</param>
    /// <param name="to">What becomes of it.</param>
    /// <param name="map">From a place in the new picture to one in the old.</param>
    /// <param name="filling">What is beyond the picture, by channel; where empty, its edges go on.</param>
    public static void Warp(Planes from, Planes to, Affine map, ReadOnlySpan<float> filling)
    {
        for (var y = 0; y < to.Height; y++)
            for (var x = 0; x < to.Width; x++)
            {
                var (sourceX, sourceY) = map.Of(x, y);
                if (filling.IsEmpty) (sourceX, sourceY) = (Math.Clamp(sourceX, 0, from.Width - 1), Math.Clamp(sourceY, 0, from.Height - 1));
                var (left, top) = (MathF.Floor(sourceX), MathF.Floor(sourceY));
                var (shareX, shareY) = (sourceX - left, sourceY - top);
                var at = (y * to.Width) + x;
                for (var c = 0; c < to.Channels; c++)
                {
                    var beyond = filling.IsEmpty ? 0 : filling[c];
                    var upper = Between(from, c, (int)left, (int)top, shareX, beyond);
                    var lower = shareY == 0 ? 0 : Between(from, c, (int)left, (int)top + 1, shareX, beyond);
                    to.Values[(c * to.Area) + at] = upper + (shareY * (lower - upper));
                }
            }
    }

    private static float Between(Planes picture, int channel, int x, int y, float share, float beyond)
    {
        if ((uint)y >= (uint)picture.Height) return beyond;
        var row = picture.Row(channel, y);
        var left = (uint)x < (uint)row.Length ? row[x] : beyond;
        if (share == 0) return left;
        var right = (uint)(x + 1) < (uint)row.Length ? row[x + 1] : beyond;
        return left + (share * (right - left));
    }
}

/// <summary>A place made from another: (a x + b y + c, d x + e y + f).</summary>
internal readonly record struct Affine(float A, float B, float C, float D, float E, float F)
{
    /// <summary>A box of the old picture becomes the whole new one; centres of pixels are at halves.</summary>
    public static Affine Box(double left, double top, double width, double height, int wholeWidth, int wholeHeight)
    {
        var (x, y) = (width / wholeWidth, height / wholeHeight);
        return new((float)x, 0, (float)(left + (x / 2) - 0.5), 0, (float)y, (float)(top + (y / 2) - 0.5));
    }

    /// <summary>Turns, or slants, about the middle of a picture.</summary>
    public static Affine About(Planes picture, double a, double b, double d, double e)
    {
        var (x, y) = ((picture.Width - 1) / 2.0, (picture.Height - 1) / 2.0);
        return new((float)a, (float)b, (float)(x - (a * x) - (b * y)), (float)d, (float)e, (float)(y - (d * x) - (e * y)));
    }

    public static Affine Rotation(Planes picture, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return About(picture, cos, sin, -sin, cos);
    }

    public static Affine Translation(double x, double y) => new(1, 0, (float)x, 0, 1, (float)y);

    public (float X, float Y) Of(float x, float y) => ((A * x) + (B * y) + C, (D * x) + (E * y) + F);
}
