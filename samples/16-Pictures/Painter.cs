using Microsoft.ML.Data;

namespace Pictures;

/// <summary>Draws pictures of rings, crosses and stripes in any colours, sizes and places, with noise over them, into a folder for each.</summary>
internal static class Painter
{
    private const int Side = 96;

    public static void Fill(string folder, int each, int seed)
    {
        var random = new Random(seed);
        var kinds = new Dictionary<string, Func<double, double, double, bool>>
        {
            ["ring"] = (x, y, width) => Math.Abs(Math.Sqrt((x * x) + (y * y)) - 0.7) < width,
            ["cross"] = (x, y, width) => Math.Abs(x) < 1 && Math.Abs(y) < 1 && (Math.Abs(x) < width || Math.Abs(y) < width),
            ["stripes"] = (x, y, width) => Math.Abs(x) < 1 && Math.Abs(y) < 1 && Math.Abs(Math.IEEERemainder(x, 0.5)) < width / 2,
        };
        foreach (var (kind, isOn) in kinds)
        {
            Directory.CreateDirectory(Path.Combine(folder, kind));
            for (int i = 0; i < each; i++)
            {
                double size = random.Next(22, 40), left = random.Next(36, Side - 36), top = random.Next(36, Side - 36), turn = random.NextDouble() * Math.PI, width = 0.12 + (random.NextDouble() * 0.15);
                byte[] ink = Colour(random), paper = Colour(random), pixels = new byte[Side * Side * 4];
                for (int at = 0; at < Side * Side; at++)
                {
                    double x = ((at % Side) - left) / size, y = ((at / Side) - top) / size;
                    bool isInk = isOn((x * Math.Cos(turn)) + (y * Math.Sin(turn)), (y * Math.Cos(turn)) - (x * Math.Sin(turn)), width);
                    for (int c = 0; c < 3; c++) pixels[(at * 4) + c] = (byte)Math.Clamp((isInk ? ink : paper)[c] + random.Next(-25, 26), 0, 255);
                    pixels[(at * 4) + 3] = 255;
                }
                using var image = MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Rgba32, pixels);
                image.Save(Path.Combine(folder, kind, $"{i}.png"));
            }
        }
    }

    private static byte[] Colour(Random random) => [(byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)];
}
