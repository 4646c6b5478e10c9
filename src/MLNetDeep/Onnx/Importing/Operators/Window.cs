using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>How a window goes over its input.</summary>
internal sealed class Window(OnnxNode node)
{
    private readonly string _auto = node.Text("auto_pad", "NOTSET");
    private readonly long[]? _strides = node.Integers("strides"), _dilations = node.Integers("dilations"), _pads = node.Integers("pads");

    public bool IsAutomatic => _auto is "SAME_UPPER" or "SAME_LOWER";

    public long[] Strides(int rank) => _strides ?? [.. Enumerable.Repeat(1L, rank)];

    public long[] Dilations(int rank) => _dilations ?? [.. Enumerable.Repeat(1L, rank)];

    public long[] Pads(int rank) => _pads ?? new long[2 * rank];

    /// <summary>Whether libtorch itself fills up by as much at both ends, whatever the size.</summary>
    public bool IsEven => !IsAutomatic && (_pads is null || _pads[..(_pads.Length / 2)].SequenceEqual(_pads[(_pads.Length / 2)..]));

    /// <summary>The input, filled up where it is not filled up at both ends alike; and by how much libtorch itself is to fill it up.</summary>
    public (Tensor Input, long[] Pads) Padded(Tensor x, long[] kernel, double value)
    {
        var rank = kernel.Length;
        var pads = PadsOf(x.shape[2..], kernel);
        var (before, after) = (pads[..rank], pads[rank..]);
        // More than half a window of a pool is refused by libtorch.
        var isSimple = before.SequenceEqual(after) && before.Zip(kernel).All(pair => pair.First <= pair.Second / 2);
        if (isSimple) return (x, before);
        long[] turned = [.. Enumerable.Range(0, rank).Reverse().SelectMany(axis => new[] { before[axis], after[axis] })];
        return (functional.pad(x, turned, value: value), new long[rank]);
    }

    /// <summary>By how much images or sequences of a size are filled up: before all axes, then behind them.</summary>
    public long[] PadsOf(long[] sizes, long[] kernel) => IsAutomatic ? Automatic(sizes, kernel) : Pads(kernel.Length);

    // As many places come out as strides fit in.
    private long[] Automatic(long[] sizes, long[] kernel)
    {
        var rank = kernel.Length;
        var (pads, strides, dilations) = (new long[2 * rank], Strides(rank), Dilations(rank));
        for (var i = 0; i < rank; i++)
        {
            var size = sizes[i];
            var places = (size + strides[i] - 1) / strides[i];
            var total = Math.Max(0, ((places - 1) * strides[i]) + ((kernel[i] - 1) * dilations[i]) + 1 - size);
            (pads[i], pads[i + rank]) = _auto == "SAME_UPPER" ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
        }
        return pads;
    }
}
