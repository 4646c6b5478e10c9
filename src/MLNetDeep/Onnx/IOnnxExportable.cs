namespace MLNetDeep.Onnx;

/// <summary>
/// For modules with a forward of their own: says in terms of their parts, and of ONNX operators, what that forward does. A
/// residual block says <c>composer.Add(input, composer.Apply(_body, input))</c>. Modules that only run one layer after
/// another need not implement this when they are a <c>Sequential</c>.
/// </summary>
public interface IOnnxExportable
{
    /// <summary>Adds to the graph what <c>forward</c> does in evaluation mode.</summary>
    /// <param name="composer">The graph under construction.</param>
    /// <param name="input">What <c>forward</c> is given.</param>
    /// <returns>What <c>forward</c> gives back.</returns>
    OnnxValue Export(OnnxComposer composer, OnnxValue input);
}
