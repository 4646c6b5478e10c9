using MLNetDeep.Data.Augmenting;
using MLNetDeep.Inputs.Images;

namespace MLNetDeep.Tests.Data.Augmenting;

/// <summary>Small pictures with a different value everywhere.</summary>
internal static class Small
{
    public static ImageShape Shape { get; } = new(3, 4, 5);

    /// <summary>Values from 0 to 236 in steps of 4, in no order.</summary>
    public static Workspace Work(ImageShape? shape = null)
    {
        var work = new Workspace(shape ?? Shape);
        var values = work.Picture.Values;
        for (var i = 0; i < values.Length; i++) values[i] = 4 * (i * 37 % Math.Min(60, values.Length));
        return work;
    }

    public static float[] Values(Workspace work) => work.Picture.Values.ToArray();

    public static float[] Filling { get; } = [100, 110, 120];

    public static RowRandom Random(long row = 0) => new(1, row);
}
