namespace MLNetDeep.Runtime;

/// <summary>Where in an upright picture a stored pixel belongs: column x and row y go to <c>Start + x · Right + y · Down</c>.</summary>
internal readonly record struct PixelLayout(int Width, int Height, int Start, int Right, int Down)
{
    /// <summary>The layout of a picture that is stored with an orientation as EXIF numbers them (1 is upright, 3 is upside down, 6 and 8 lie on a side).</summary>
    /// <param name="orientation">1 to 8; anything else is taken as upright.</param>
    /// <param name="width">Pixels in a stored row.</param>
    /// <param name="height">Stored rows.</param>
    public static PixelLayout Of(int orientation, int width, int height)
    {
        var last = (width * height) - 1;
        return orientation switch
        {
            2 => new(width, height, width - 1, -1, width),
            3 => new(width, height, last, -1, -width),
            4 => new(width, height, last - width + 1, 1, -width),
            5 => new(height, width, 0, height, 1),
            6 => new(height, width, height - 1, height, -1),
            7 => new(height, width, last, -height, -1),
            8 => new(height, width, last - height + 1, -height, 1),
            _ => new(width, height, 0, 1, width),
        };
    }
}
