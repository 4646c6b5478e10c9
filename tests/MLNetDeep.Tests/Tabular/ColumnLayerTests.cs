using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Tabular;
using MLNetDeep.Tests.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Tabular;

/// <summary>The layers that take the columns of a table.</summary>
[TestClass]
public sealed class ColumnLayerTests
{
    private static readonly TableShape Mixed = new(2 + 3) { Categories = [4, 2, 7] };

    [TestMethod]
    public void Each_column_has_codes_of_its_own()
    {
        using var scope = NewDisposeScope();
        using var layer = new ColumnEmbedding([3, 2], 4);
        var table = layer.get_parameter("table.weight")!;
        var output = layer.call(tensor(new float[] { 0, 0, 2, 1 }, [2, 2]));
        CollectionAssert.AreEqual(new long[] { 2, 2, 4 }, output.shape);
        foreach (var (row, column, place) in new[] { (0, 0, 0), (0, 1, 3), (1, 0, 2), (1, 1, 4) })
            CollectionAssert.AreEqual(Tensors.ToFloats(table[place]), Tensors.ToFloats(output[row, column]));
    }

    [TestMethod]
    public void Codes_beyond_a_column_do_not_reach_into_the_next()
    {
        using var scope = NewDisposeScope();
        using var layer = new ColumnEmbedding([3, 2], 4);
        var beyond = layer.call(tensor(new float[] { 9, -3, 2.9f, 1.2f }, [2, 2]));
        var inside = layer.call(tensor(new float[] { 2, 0, 2, 1 }, [2, 2]));
        CollectionAssert.AreEqual(Tensors.ToFloats(inside), Tensors.ToFloats(beyond));
    }

    [TestMethod]
    public void Layers_side_by_side_are_as_many_layers()
    {
        using var scope = NewDisposeScope();
        using var layer = new ParallelLinear(3, 4, 2);
        var input = randn(5, 3, 4);
        var output = layer.call(input);
        for (var i = 0; i < 3; i++)
        {
            var alone = input.select(1, i).matmul(layer.Weight[i]).add(layer.Bias[i]);
            Assert.IsTrue(alone.allclose(output.select(1, i), 1e-5, 1e-6));
        }
    }

    [TestMethod]
    public void Encoded_numbers_start_as_a_line_over_their_range()
    {
        using var scope = NewDisposeScope();
        var shape = new TableShape(8) { NumberWidth = 4 };
        using var layer = new NumberEmbedding(shape, 3);
        // A quarter, a half and three quarters of the way through four bins.
        Tensor At(params float[] bins) => layer.call(tensor((float[])[.. bins, .. bins], [1, 8]));
        var (low, middle, high) = (At(1, 0, 0, 0), At(1, 1, 0, 0), At(1, 1, 1, 0));
        Assert.IsTrue((high - middle).allclose(middle - low, 1e-4, 1e-5));
        Assert.IsGreaterThan(0f, (high - low).abs().min().item<float>());
    }

    [TestMethod]
    [DataRow(4, 0)]
    [DataRow(4, 3)]
    public void Columns_become_one_row(int codeWidth, int numberWidth)
    {
        using var layer = new FlatColumns(Mixed, codeWidth, numberWidth);
        Assert.AreEqual((Math.Max(1, numberWidth) * 2) + (codeWidth * 3), layer.Width);
        Assert.IsLessThanOrEqualTo(1e-5, Difference(layer, Mixed));
    }

    [TestMethod]
    public void Codes_alone_and_numbers_alone_are_tables_too()
    {
        var codes = new TableShape(2) { Categories = [3, 5] };
        using var ofCodes = new FlatColumns(codes, 4);
        Assert.IsLessThanOrEqualTo(1e-5, Difference(ofCodes, codes));
        var numbers = new TableShape(6) { NumberWidth = 3 };
        using var ofNumbers = new FlatColumns(numbers, 4, 5);
        Assert.AreEqual(10, ofNumbers.Width);
        Assert.IsLessThanOrEqualTo(1e-5, Difference(ofNumbers, numbers));
    }

    /// <summary>How far ONNX Runtime is from the module on rows with codes from all their range, and beyond it.</summary>
    internal static double Difference(Module<Tensor, Tensor> module, TableShape shape)
    {
        using var scope = NewDisposeScope();
        return OnnxRunner.Difference(module, [shape.Width], Rows(shape, 5));
    }

    /// <summary>Rows of random numbers and codes.</summary>
    internal static Tensor Rows(TableShape shape, int count)
    {
        var random = new Random(1);
        var reals = shape.Width - shape.Categories.Count;
        float Value(int i) => i < reals ? (float)((4 * random.NextDouble()) - 2) : random.Next(-1, shape.Categories[i - reals] + 1);
        float[] values = [.. Enumerable.Range(0, count).SelectMany(_ => Enumerable.Range(0, shape.Width).Select(Value))];
        return tensor(values, [count, shape.Width]);
    }
}
