namespace MLNetDeep.Inputs.Images;

/// <summary>A picture: one plane of reals for each channel, row by row.</summary>
internal readonly ref struct Planes(Span<float> values, ImageShape shape)
{
    public Span<float> Values { get; } = values[..shape.Size];

    public int Channels { get; } = shape.Channels;

    public int Height { get; } = shape.Height;

    public int Width { get; } = shape.Width;

    public int Area => Height * Width;

    public Span<float> Plane(int channel) => Values.Slice(channel * Area, Area);

    public Span<float> Row(int channel, int y) => Values.Slice((channel * Area) + (y * Width), Width);
}

/// <summary>Where one picture is changed: two pictures' room, so that one can be made from the other. Each thread has its own.</summary>
internal sealed class Workspace(ImageShape shape)
{
    private float[] _picture = new float[shape.Size], _spare = new float[shape.Size];

    /// <summary>The picture as it is now.</summary>
    public Planes Picture => new(_picture, shape);

    /// <summary>Room for what becomes of it.</summary>
    public Planes Spare => new(_spare, shape);

    /// <summary>Room for a table by brightness.</summary>
    public float[] Table { get; } = new float[256];

    /// <summary>Room for counts by brightness.</summary>
    public int[] Counts { get; } = new int[256];

    /// <summary>Makes what is in the spare room the picture.</summary>
    public void Swap() => (_picture, _spare) = (_spare, _picture);
}
