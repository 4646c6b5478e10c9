using Microsoft.ML.Runtime;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Which colours of a pixel stand where in a vector.</summary>
internal sealed record PixelLayout(ColorBits Colors, ColorsOrder Order, bool Interleave)
{
    /// <summary>The colours in the order of the vector, as letters of A, R, G, B.</summary>
    internal string Letters { get; } = string.Concat(NameOf(Order).Where(letter => (Colors & BitOf(letter)) != 0));

    internal int Planes => Letters.Length;

    internal void Check(IExceptionContext context)
    {
        context.CheckUserArg((Colors & ~ColorBits.All) == 0, "colors", "Unknown colors");
        context.CheckUserArg(Planes > 0, "colors", "Need to use at least one color plane");
    }

    /// <summary>Where in the four bytes of a pixel the colours of the vector are.</summary>
    internal int[] Offsets(Data.MLPixelFormat format)
    {
        string bytes = format == Data.MLPixelFormat.Rgba32 ? "RGBA" : "BGRA";
        return [.. Letters.Select(letter => bytes.IndexOf(letter))];
    }

    /// <summary>The index of the first item of a plane, and the step to the next pixel's.</summary>
    internal (int Start, int Step) PlaneOf(int plane, int pixels) => Interleave ? (plane, Planes) : (plane * pixels, 1);

    internal int[] Dimensions(int height, int width) => Interleave ? [height, width, Planes] : [Planes, height, width];

    internal void Save(BinaryWriter writer)
    {
        writer.Write((byte)Colors);
        writer.Write((byte)Order);
        writer.Write(Interleave);
    }

    internal static PixelLayout Load(BinaryReader reader) =>
        new((ColorBits)reader.ReadByte(), (ColorsOrder)reader.ReadByte(), reader.ReadBoolean());

    private static string NameOf(ColorsOrder order) => Enum.IsDefined(order)
        ? order.ToString()
        : throw Contracts.ExceptUserArg("order", $"Unknown order of colors {(byte)order}");

    private static ColorBits BitOf(char letter) => letter switch
    {
        'A' => ColorBits.Alpha,
        'R' => ColorBits.Red,
        'G' => ColorBits.Green,
        _ => ColorBits.Blue,
    };
}
