namespace MLNetDeep.Layers;

/// <summary>Sizes and blocks that two or more architectures use.</summary>
internal static class Blocks
{
    /// <summary>The number of groups for group normalisation: up to 8, dividing the channels.</summary>
    public static int GroupsFor(int channels)
    {
        for (var groups = Math.Min(8, channels); groups > 1; groups--)
            if (channels % groups == 0) return groups;
        return 1;
    }

    /// <summary>The nearest number of channels that 8 divides, not much below what was wanted: such sizes compute faster.</summary>
    public static int DivisibleBy8(double wanted)
    {
        var rounded = Math.Max(8, (int)(wanted + 4) / 8 * 8);
        return rounded < 0.9 * wanted ? rounded + 8 : rounded;
    }
}
