namespace MLNetDeep.Inputs.Images;

/// <summary>The wording of what can be wrong with images.</summary>
internal static class ImageErrors
{
    /// <summary>Images that cannot be used.</summary>
    /// <param name="column">Their column.</param>
    /// <param name="first">The first of them, with the positions of their rows, from 0; below 0 where a row stands alone.</param>
    /// <param name="count">How many there are in all.</param>
    public static Exception BadImages(string column, IReadOnlyList<(long Row, Exception Fault)> first, long count) => RowFaultTexts.Unusable("images", column, first, count);

    public static Exception NoShape(string column, int size) => new InvalidOperationException(
        $"Column '{column}' has {size} numbers in a row, which is neither a square nor three times a square: "
        + "say what the picture looks like with Channels, ImageHeight and ImageWidth.");

    public static Exception WrongSize(string column, int size, int channels, int height, int width) => new InvalidOperationException(
        $"Column '{column}' has {size} numbers in a row, but {channels} channels × {height} × {width} pixels are {channels * height * width}.");

    public static Exception WrongChannels(string column, int size, int channels) => new InvalidOperationException(
        $"Column '{column}' has {size} numbers in a row, which are not {channels} channels of a square picture: "
        + "change Channels, or state ImageHeight and ImageWidth.");
}
