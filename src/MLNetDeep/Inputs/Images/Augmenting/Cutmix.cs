using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Images;

/// <summary>Puts a rectangle of another picture into each (Yun et al., CutMix, 2019).</summary>
/// <param name="shape">What pictures look like.</param>
/// <param name="alpha">Both parameters of the beta distribution of the shares.</param>
internal sealed class Cutmix(ImageShape shape, double alpha) : IRowCut
{
    public double Alpha => alpha;

    // The rectangle has the sides' ratio of the picture; what of it lies outside is lost, and the share says what is left.
    public double Cut(Features rows, double share, ref RowRandom random)
    {
        var features = rows.Single;
        var side = Math.Sqrt(1 - share);
        var (height, width) = ((int)(shape.Height * side), (int)(shape.Width * side));
        var (middleX, middleY) = (random.Between(0, shape.Width - 1), random.Between(0, shape.Height - 1));
        var (left, right) = (Math.Max(0, middleX - (width / 2)), Math.Min(shape.Width, middleX - (width / 2) + width));
        var (top, bottom) = (Math.Max(0, middleY - (height / 2)), Math.Min(shape.Height, middleY - (height / 2) + height));
        var size = features.dtype == ScalarType.Byte ? 1 : sizeof(float);
        for (var c = 0; c < shape.Channels; c++)
            for (var y = top; y < bottom; y++)
                TakeFromNext(features.bytes, shape.Size * size, ((((c * shape.Height) + y) * shape.Width) + left) * size, (right - left) * size);
        return 1 - ((double)(right - left) * (bottom - top) / (shape.Height * shape.Width));
    }

    // A stretch of each row is replaced by that of the next.
    private static void TakeFromNext(Span<byte> rows, int rowBytes, int from, int count)
    {
        byte[] first = [.. rows.Slice(from, count)];
        for (; from + rowBytes < rows.Length; from += rowBytes) rows.Slice(from + rowBytes, count).CopyTo(rows[from..]);
        first.CopyTo(rows[from..]);
    }
}
