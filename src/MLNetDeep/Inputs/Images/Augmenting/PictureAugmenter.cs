using MLNetDeep.Data.Augmenting;

namespace MLNetDeep.Inputs.Images;

/// <summary>Changes one picture: cut, turned, mirrored, coloured, with noise, by RandAugment, erased, in this order.</summary>
/// <param name="settings">How.</param>
/// <param name="shape">What pictures look like.</param>
/// <param name="filling">What is beyond their edges, by channel: the means, which the network sees as 0.</param>
internal sealed class PictureAugmenter(PictureSettings settings, ImageShape shape, float[] filling)
{
    private const int Tries = 10; // a box that does not fit is drawn anew
    private static readonly double Widest = Math.Log(4.0 / 3);

    private readonly int _farX = (int)Math.Round(settings.CropPadding * shape.Width), _farY = (int)Math.Round(settings.CropPadding * shape.Height);

    /// <summary>Changes the picture in the workspace. Black is 0 and white 255 where <see cref="PictureSettings.NeedsRange"/> says so.</summary>
    public void Apply(Workspace work, ref RowRandom random)
    {
        Crop(work, ref random);
        if (settings.Rotation > 0)
        {
            Geometry.Warp(work.Picture, work.Spare, Affine.Rotation(work.Picture, random.Between(-settings.Rotation, settings.Rotation)), filling);
            work.Swap();
        }
        if (settings.HorizontalFlip && random.Chance(0.5)) Geometry.FlipHorizontally(work.Picture);
        if (settings.VerticalFlip && random.Chance(0.5)) Geometry.FlipVertically(work.Picture);
        Recolour(work.Picture, ref random);
        if (settings.Operations > 0) RandAugment.Apply(work, settings.Operations, settings.Magnitude, filling, ref random);
        if (settings.Erasing > 0 && random.Chance(settings.Erasing)) Erasing.Apply(work.Picture, ref random);
    }

    private void Crop(Workspace work, ref RowRandom random)
    {
        if (settings.CropPadding > 0)
        {
            Geometry.Shift(work.Picture, work.Spare, random.Between(-_farX, _farX), random.Between(-_farY, _farY), filling);
            work.Swap();
        }
        if (settings.CropScale < 1 && DrawBox(ref random) is { } box)
        {
            Geometry.Warp(work.Picture, work.Spare, box, []);
            work.Swap();
        }
    }

    // Szegedy et al., Going Deeper with Convolutions (2015): any share from the smallest up, sides from 3:4 to 4:3.
    private Affine? DrawBox(ref RowRandom random)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var area = shape.Height * shape.Width * random.Between(settings.CropScale, 1);
            var ratio = Math.Exp(random.Between(-Widest, Widest));
            var (width, height) = (Math.Sqrt(area * ratio), Math.Sqrt(area / ratio));
            if (width > shape.Width || height > shape.Height) continue;
            var (left, top) = (random.Between(0.0, shape.Width - width), random.Between(0.0, shape.Height - height));
            return Affine.Box(left, top, width, height, shape.Width, shape.Height);
        }
        return null;
    }

    private void Recolour(Planes picture, ref RowRandom random)
    {
        if (settings.Brightness > 0) Colours.Brightness(picture, Factor(settings.Brightness, ref random));
        if (settings.Contrast > 0) Colours.Contrast(picture, Factor(settings.Contrast, ref random));
        if (settings.Saturation > 0) Colours.Saturation(picture, Factor(settings.Saturation, ref random));
        if (settings.Hue > 0) Colours.Hue(picture, random.Between(-settings.Hue, settings.Hue));
        if (settings.Grayscale > 0 && random.Chance(settings.Grayscale)) Colours.Saturation(picture, 0);
        if (settings.Noise > 0)
            foreach (ref var value in picture.Values) value = Colours.Limit(value + (float)(random.Normal() * settings.Noise * Colours.White));
    }

    private static float Factor(double strength, ref RowRandom random) => (float)random.Between(1 - strength, 1 + strength);
}
