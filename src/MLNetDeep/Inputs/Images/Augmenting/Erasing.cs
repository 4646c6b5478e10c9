using MLNetDeep.Data.Augmenting;

namespace MLNetDeep.Inputs.Images;

/// <summary>
/// Overwrites a rectangle with random values (Zhong et al., Random Erasing, 2020): from 2 % to a third of the picture, its sides
/// in a ratio from 0.3 to 1/0.3.
/// </summary>
internal static class Erasing
{
    private const double Least = 0.02, Most = 1.0 / 3, Narrowest = 0.3;
    private const int Tries = 10; // a rectangle that does not fit is drawn anew

    /// <summary>Erases a rectangle; nothing in the rare case that none fits.</summary>
    public static void Apply(Planes picture, ref RowRandom random)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var area = picture.Area * random.Between(Least, Most);
            var ratio = Math.Exp(random.Between(Math.Log(Narrowest), -Math.Log(Narrowest)));
            var (height, width) = ((int)Math.Round(Math.Sqrt(area * ratio)), (int)Math.Round(Math.Sqrt(area / ratio)));
            if (height < 1 || width < 1 || height >= picture.Height || width >= picture.Width) continue;
            var (top, left) = (random.Between(0, picture.Height - height), random.Between(0, picture.Width - width));
            Fill(picture, top, left, height, width, ref random);
            return;
        }
    }

    private static void Fill(Planes picture, int top, int left, int height, int width, ref RowRandom random)
    {
        for (var c = 0; c < picture.Channels; c++)
            for (var y = top; y < top + height; y++)
                foreach (ref var value in picture.Row(c, y).Slice(left, width)) value = (float)random.Between(0.0, Colours.White);
    }
}
