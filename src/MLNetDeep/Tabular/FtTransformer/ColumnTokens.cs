using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// A token for each column, behind one for the row: w x + b for a number, a learnt vector + b for a code.
/// Shapes: [rows, width of the table] → [rows, 1 + columns, width].
/// </summary>
internal sealed class ColumnTokens : Block
{
    private const string RowName = "row_token", ShiftName = "code_token";
    private readonly TableShape _shape;
    private readonly int _width;
    private readonly NumberEmbedding? _numbers;
    private readonly ColumnEmbedding? _codes;

    public ColumnTokens(TableShape shape, int width) : base(nameof(ColumnTokens))
    {
        (_shape, _width) = (shape, width);
        var bound = 1 / Math.Sqrt(width);
        Parameter(RowName, init.uniform_(empty(1, 1, width), -bound, bound));
        if (shape.Numbers > 0) _numbers = Part("numbers", new NumberEmbedding(shape, width));
        if (shape.Categories.Count == 0) return;
        _codes = Part("codes", new ColumnEmbedding(shape.Categories, width));
        Parameter(ShiftName, init.uniform_(empty(shape.Categories.Count, width), -bound, bound));
    }

    private int Reals => _shape.Width - _shape.Categories.Count;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var tokens = new List<OnnxValue>();
        if (_numbers is not null) tokens.Add(composer.Apply(_numbers, composer.Columns(input, 0, Reals)));
        if (_codes is not null)
        {
            var codes = composer.Apply(_codes, composer.Columns(input, Reals, _shape.Width));
            tokens.Add(composer.Node("Add", codes.Shape, [codes, composer.Constant(get_parameter(ShiftName)!)]));
        }
        var columns = tokens.Count == 1 ? tokens[0] : composer.Concat(1, [.. tokens]);
        return WithRow(composer, columns);
    }

    protected override Tensor Run(Tensor input)
    {
        var tokens = new List<Tensor> { get_parameter(RowName)!.expand(input.shape[0], -1, -1) };
        if (_numbers is not null) tokens.Add(_numbers.call(input.narrow(1, 0, Reals)));
        if (_codes is not null) tokens.Add(_codes.call(input.narrow(1, Reals, _shape.Categories.Count)).Plus(get_parameter(ShiftName)!));
        return cat(tokens, 1);
    }

    // A first token of zeros, to which the row's is added: a constant cannot be repeated for each row of a batch of any size.
    private OnnxValue WithRow(OnnxComposer composer, OnnxValue columns)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        long[] shape = [1 + columns.Shape[0], _width];
        var margins = new OnnxValue(composer.Graph.Constant(OnnxTensor.Vector(0, 1, 0, 0, 0, 0)), [6]);
        var padded = composer.Node("Pad", shape, [columns, margins]);
        var row = get_parameter(RowName)!;
        var added = cat([row, zeros([1, columns.Shape[0], _width], device: row.device)], 1);
        return composer.Node("Add", shape, [padded, composer.Constant(added)]);
    }
}
