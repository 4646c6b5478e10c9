using MLNetDeep.Data.Augmenting;

namespace MLNetDeep.Inputs.Images;

/// <summary>
/// A few operations drawn from a list, all with one magnitude from 0 to 30 (Cubuk et al., RandAugment, 2020). At 30 pictures
/// are slanted by 0.3, moved by 45 % of their side, turned by 30 degrees, their colours and sharpness changed by a factor of 0.1
/// or 1.9, posterized to four bits, or inverted.
/// </summary>
internal static class RandAugment
{
    public const int Strongest = 30;

    private static readonly Operation[] All = Enum.GetValues<Operation>();

    public enum Operation
    {
        Identity, ShearX, ShearY, TranslateX, TranslateY, Rotate, Brightness, Colour, Contrast, Sharpness, Posterize, Solarize, AutoContrast, Equalize,
    }

    /// <summary>Does so many operations.</summary>
    public static void Apply(Workspace work, int operations, int magnitude, ReadOnlySpan<float> filling, ref RowRandom random)
    {
        for (var i = 0; i < operations; i++)
        {
            var operation = All[random.Between(0, All.Length - 1)];
            Apply(work, operation, (double)magnitude / Strongest, random.Chance(0.5) ? 1 : -1, filling);
        }
    }

    /// <summary>Does one operation.</summary>
    /// <param name="work">The picture.</param>
    /// <param name="operation">Which.</param>
    /// <param name="strength">From 0 to 1.</param>
    /// <param name="sign">1 or -1: to which side, for operations that have two.</param>
    /// <param name="filling">What is beyond the picture.</param>
    public static void Apply(Workspace work, Operation operation, double strength, int sign, ReadOnlySpan<float> filling)
    {
        var picture = work.Picture;
        switch (operation)
        {
            case Operation.ShearX: Warp(work, Affine.About(picture, 1, sign * 0.3 * strength, 0, 1), filling); break;
            case Operation.ShearY: Warp(work, Affine.About(picture, 1, 0, sign * 0.3 * strength, 1), filling); break;
            case Operation.TranslateX: Warp(work, Affine.Translation(sign * Far(picture.Width, strength), 0), filling); break;
            case Operation.TranslateY: Warp(work, Affine.Translation(0, sign * Far(picture.Height, strength)), filling); break;
            case Operation.Rotate: Warp(work, Affine.Rotation(picture, sign * 30 * strength), filling); break;
            case Operation.Identity: break;
            default: Recolour(work, operation, strength, (float)(1 + (sign * 0.9 * strength))); break;
        }
    }

    private static void Recolour(Workspace work, Operation operation, double strength, float factor)
    {
        switch (operation)
        {
            case Operation.Brightness: Colours.Brightness(work.Picture, factor); break;
            case Operation.Colour: Colours.Saturation(work.Picture, factor); break;
            case Operation.Contrast: Colours.Contrast(work.Picture, factor); break;
            case Operation.Posterize: Colours.Posterize(work.Picture, 8 - (int)Math.Round(4 * strength)); break;
            case Operation.Solarize: Colours.Solarize(work.Picture, (float)(256 * (1 - strength))); break;
            case Operation.AutoContrast: Histograms.AutoContrast(work.Picture); break;
            case Operation.Equalize: Histograms.Equalize(work); break;
            default:
                Colours.Sharpness(work.Picture, work.Spare, factor);
                work.Swap();
                break;
        }
    }

    // Whole pixels, so that moving blurs nothing.
    private static double Far(int side, double strength) => Math.Round(0.45 * side * strength);

    private static void Warp(Workspace work, Affine map, ReadOnlySpan<float> filling)
    {
        Geometry.Warp(work.Picture, work.Spare, map, filling);
        work.Swap();
    }
}
