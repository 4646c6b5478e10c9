using System.Text;
using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Persistence;

[TestClass]
public sealed class SafetensorsTests
{
    [TestMethod]
    public void What_is_written_is_read()
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["weight"] = randn(3, 4).t(),
            ["a.count"] = tensor(12L),
            ["flags"] = tensor(new[] { true, false, true }),
            ["none"] = zeros(0, 5),
        };
        using var stream = new MemoryStream();
        Safetensors.Write(stream, tensors);
        stream.Position = 0;
        var read = Safetensors.Read(stream);
        CollectionAssert.AreEquivalent(tensors.Keys.ToArray(), read.Keys.ToArray());
        foreach (var (name, tensor) in tensors)
        {
            CollectionAssert.AreEqual(tensor.shape, read[name].shape, name);
            Assert.IsTrue(tensor.Equals(read[name]), name);
        }
    }

    [TestMethod]
    public void The_layout_is_the_formats()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        Safetensors.Write(stream, new Dictionary<string, Tensor> { ["x"] = tensor(new[] { 1f, 2f }) });
        byte[] bytes = stream.ToArray();
        long header = BitConverter.ToInt64(bytes);
        Assert.AreEqual(0, (8 + header) % 8);
        Assert.AreEqual("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes, 8, (int)header).TrimEnd());
        Assert.AreEqual(2f, BitConverter.ToSingle(bytes, 8 + (int)header + 4));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("12")]
    [DataRow("not json")]
    [DataRow("""{"x":3}""")]
    [DataRow("""{"x":{"dtype":"Q7","shape":[2],"data_offsets":[0,8]}}""")]
    [DataRow("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""")]
    [DataRow("""{"x":{"dtype":"F32","shape":[9000000000,9000000000],"data_offsets":[0,8]}}""")]
    [DataRow("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""")]
    [DataRow("""{"x":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""")]
    public void Damage_is_told(string header)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        using var stream = new MemoryStream([.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[8]]);
        Assert.ThrowsExactly<InvalidDataException>(() => Safetensors.Read(stream));
    }
}
