namespace MLNetDeep.Onnx;

/// <summary>For modules over several inputs: says in terms of their parts, and of ONNX operators, what their forward does.</summary>
public interface ICombinedOnnxExportable
{
    /// <summary>Adds to the graph what <c>forward</c> does in evaluation mode.</summary>
    /// <param name="composer">The graph under construction.</param>
    /// <param name="parts">The inputs, in their order.</param>
    /// <param name="presence">Which inputs each row has: 1 or 0 [inputs].</param>
    /// <returns>What <c>forward</c> gives back.</returns>
    OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> parts, OnnxValue presence);
}
