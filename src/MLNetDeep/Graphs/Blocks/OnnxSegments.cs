using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;

namespace MLNetDeep.Graphs;

/// <summary>
/// What <see cref="Segments"/> does, in ONNX. Sums are by ScatterElements: ScatterND gives wrong ones of repeated indices with more than one thread.
/// </summary>
/// <param name="composer">The model under construction.</param>
/// <param name="owners">The owner of each row [rows] (Int64).</param>
/// <param name="count">How many owners: a vector of one.</param>
internal sealed class OnnxSegments(OnnxComposer composer, OnnxValue owners, OnnxValue count)
{
    public OnnxValue Spread(OnnxValue values) => composer.Node("Gather", values.Shape, [values, owners], ("axis", 0));

    public OnnxValue Sum(OnnxValue rows) => Scatter(rows, "add", 0);

    public OnnxValue Sizes()
    {
        var shape = composer.Graph.Node("Concat", [composer.Graph.Node("Shape", [owners.Name]), Number(1).Name], ("axis", 0));
        return Sum(new OnnxValue(composer.Graph.Node("Expand", [composer.Constant(1).Name, shape]), [1]));
    }

    public OnnxValue Mean(OnnxValue rows) => composer.Node("Div", rows.Shape, [Sum(rows), composer.Node("Max", [1], [Sizes(), composer.Constant(1)])]);

    public OnnxValue Max(OnnxValue rows)
    {
        var largest = Scatter(rows, "max", float.NegativeInfinity);
        return composer.Node("Where", rows.Shape, [composer.Node("IsInf", rows.Shape, [largest]), composer.Constant(0), largest]);
    }

    public OnnxValue Softmax(OnnxValue rows)
    {
        var powers = composer.Node("Exp", rows.Shape, [composer.Node("Sub", rows.Shape, [rows, Spread(Max(rows))])]);
        return composer.Node("Div", rows.Shape, [powers, Spread(Sum(powers))]);
    }

    private OnnxValue Scatter(OnnxValue rows, string reduction, float start)
    {
        var width = composer.Graph.Constant(OnnxTensor.Vector([.. rows.Shape]));
        var room = composer.Graph.Node("Expand", [composer.Graph.Constant(OnnxTensor.Scalar(start)), composer.Graph.Node("Concat", [count.Name, width], ("axis", 0))]);
        var column = composer.Graph.Node("Unsqueeze", [owners.Name, composer.Graph.Constant(OnnxTensor.Vector([.. Enumerable.Range(1, rows.Shape.Count).Select(i => (long)i)]))]);
        var places = composer.Graph.Node("Expand", [column, composer.Graph.Node("Shape", [rows.Name])]);
        return new OnnxValue(composer.Graph.Node("ScatterElements", [room, places, rows.Name], ("axis", 0), ("reduction", reduction)), [.. rows.Shape]);
    }

    private OnnxValue Number(long value) => new(composer.Graph.Constant(OnnxTensor.Vector(value)), []);
}
