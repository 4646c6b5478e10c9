using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>
/// A vector for each condition, and one more, the last, for rows of any.
/// Shapes: [rows] of numbers of conditions (Int64) → [rows, width].
/// </summary>
internal sealed class ClassVectors : Block
{
    private const string Table = "embeddings";
    private readonly int _width;

    /// <param name="conditions">How many conditions there are.</param>
    /// <param name="width">Numbers in a vector.</param>
    public ClassVectors(int conditions, int width) : base(nameof(ClassVectors))
    {
        (Any, _width) = (conditions, width);
        Parameter(Table, StartValues.Narrow(conditions + 1, width));
    }

    /// <summary>The number that stands for any condition.</summary>
    public int Any { get; }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) =>
        composer.Reshape(composer.Node("Gather", [1, _width], [composer.Constant(get_parameter(Table)!), input], ("axis", 0)), _width);

    protected override Tensor Run(Tensor input) => get_parameter(Table)!.index_select(0, input);
}
