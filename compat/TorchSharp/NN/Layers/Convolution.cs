using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>What all convolutions share: weights, their first values, and the padding that is done beforehand.</summary>
public abstract class Convolution : Module<Tensor, Tensor>
{
    private readonly string op;
    private readonly long[]? before;

    internal Convolution(string name, string op, ConvolutionShape shape, PaddingModes mode, long groups, bool hasBias,
        Device? device, ScalarType? dtype) : base(name)
    {
        this.op = op;
        (in_channels, out_channels, kernel_size, stride, padding, dilation) =
            (shape.In, shape.Out, shape.Kernel, shape.Stride, shape.Padding, shape.Dilation);
        (this.groups, padding_mode, padding_type) = (groups, mode, shape.PaddingType);
        (transposed, output_padding) = (shape.Transposed, shape.OutputPadding);
        Check();
        long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
        SetParameter("weight", new Parameter(empty([.. channels, .. kernel_size], dtype, device)));
        SetParameter("bias", hasBias ? new Parameter(empty([out_channels], dtype, device)) : null);
        init.LayerWeights(GetParameter("weight")!, GetParameter("bias"));
        before = mode == PaddingModes.Zeros ? null : Before();
    }

    internal long in_channels { get; }
    internal long out_channels { get; }
    internal long[] kernel_size { get; }
    internal long[] stride { get; }
    internal long[] padding { get; }
    internal long[] dilation { get; }
    internal long[] output_padding { get; }
    internal Padding? padding_type { get; }
    internal PaddingModes padding_mode { get; }
    internal long groups { get; }
    internal bool transposed { get; }

    internal Parameter? GetParameter(string name) => _internal_params.TryGetValue(name, out var found) ? found : null;

    internal void SetParameter(string name, Parameter? value) => ConditionallyRegisterParameter(name, value);

    internal Tensor Run(Tensor input)
    {
        var (weight, bias) = (GetParameter("weight"), GetParameter("bias"));
        if (transposed)
            return Op.One(op, input, weight, bias, stride, padding, output_padding, groups, dilation);
        if (before is not null)
        {
            using var padded = functional.pad(input, before, padding_mode);
            return Op.One(op, padded, weight, bias, stride, 0, dilation, groups);
        }
        return padding_type is { } type
            ? Op.One(op + ".padding", input, weight, bias, stride, type == Padding.Same ? "same" : "valid", dilation, groups)
            : Op.One(op, input, weight, bias, stride, padding, dilation, groups);
    }

    private void Check()
    {
        if (in_channels % groups != 0)
            throw new ArgumentException($"in_channels must be divisible by groups, but {in_channels} is not by {groups}.");
        if (out_channels % groups != 0)
            throw new ArgumentException($"out_channels must be divisible by groups, but {out_channels} is not by {groups}.");
        if (padding_type == Padding.Same && stride.Any(s => s != 1))
            throw new ArgumentException("padding=same is not supported for strided convolutions.");
    }

    /// <summary>The padding at both ends of each dimension, last dimension first.</summary>
    private long[] Before()
    {
        var sides = new List<long>();
        for (var i = kernel_size.Length - 1; i >= 0; i--)
        {
            var total = padding_type == Padding.Same ? dilation[i] * (kernel_size[i] - 1) : 2 * padding[i];
            sides.Add(total / 2);
            sides.Add(total - total / 2);
        }
        return sides.ToArray();
    }
}

/// <summary>The measures of a convolution, one length a spatial dimension.</summary>
internal sealed record ConvolutionShape(long In, long Out, long[] Kernel, long[] Stride, long[] Padding, long[] Dilation)
{
    public Padding? PaddingType { get; init; }
    public bool Transposed { get; init; }
    public long[] OutputPadding { get; init; } = new long[Kernel.Length];

    public static ConvolutionShape Of(int rank, long channelsIn, long channelsOut, long kernel, long stride,
        long padding, long dilation) =>
        new(channelsIn, channelsOut, Fill(rank, kernel), Fill(rank, stride), Fill(rank, padding), Fill(rank, dilation));

    public static ConvolutionShape Of(long channelsIn, long channelsOut, (long, long) kernel, (long, long)? stride,
        (long, long)? padding, (long, long)? dilation) => new(channelsIn, channelsOut, functional.Pair(kernel),
            functional.Pair(stride ?? (1, 1)), functional.Pair(padding ?? (0, 0)), functional.Pair(dilation ?? (1, 1)));

    public static long[] Fill(int rank, long value)
    {
        var values = new long[rank];
        Array.Fill(values, value);
        return values;
    }
}
