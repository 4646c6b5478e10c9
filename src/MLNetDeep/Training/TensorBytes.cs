using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>Tensors written as their bytes and read back into tensors of the same shape.</summary>
internal static class TensorBytes
{
    public static void Write(BinaryWriter writer, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var bytes = tensor.detach().cpu().contiguous().bytes;
        writer.Write((long)bytes.Length);
        writer.Write(bytes);
    }

    public static void Read(BinaryReader reader, Tensor target)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var read = empty(target.shape, target.dtype);
        var bytes = read.bytes;
        if (reader.ReadInt64() != bytes.Length) throw new InvalidDataException("a tensor has another size than the network's");
        reader.BaseStream.ReadExactly(bytes);
        target.copy_(read);
    }
}
