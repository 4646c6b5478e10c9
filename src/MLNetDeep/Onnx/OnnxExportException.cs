namespace MLNetDeep.Onnx;

/// <summary>A network that cannot be written as ONNX, and so cannot be saved into an ML.NET model.</summary>
public sealed class OnnxExportException : NotSupportedException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which layer it is and what to do.</param>
    public OnnxExportException(string message)
        : base(message)
    {
    }

    internal static OnnxExportException UnknownLayer(string path, object module) => new(
        $"The layer {Name(path, module)} cannot be exported to ONNX. Build it from layers that can (docs/decisions/" +
        "onnx-export.md lists them), or let its class implement MLNetDeep.Onnx.IOnnxExportable and say there how it is composed.");

    internal static OnnxExportException SeveralInputs(object module) => new(
        $"The module {Name("", module)} takes several inputs and cannot be exported to ONNX: let its class implement " +
        "MLNetDeep.Onnx.ICombinedOnnxExportable and say there how it is composed.");

    internal static OnnxExportException Graphs(object module) => new(
        $"The module {Name("", module)} takes graphs and cannot be exported to ONNX: let its class implement " +
        "MLNetDeep.Onnx.IGraphOnnxExportable and say there how it is composed.");

    internal static OnnxExportException Unclear(string path, object module, string what) => new(
        $"The layer {Name(path, module)} cannot be exported to ONNX: {what} Let its class implement " +
        "MLNetDeep.Onnx.IOnnxExportable, or wrap it in a module that does.");

    internal static OnnxExportException Differs(double difference) => new(
        $"The exported network answers otherwise than the module it was made from (largest difference {difference:g3}). If a " +
        "module of yours implements MLNetDeep.Onnx.IOnnxExportable, its Export does not do what its forward does.");

    private static string Name(string path, object module) =>
        path.Length == 0 ? $"({module.GetType().FullName})" : $"'{path}' ({module.GetType().FullName})";
}
