using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

public static class OnnxCatalog
{
    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string modelFile,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromFile(catalog, [], [], modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, Stream modelBytes,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromBytes(catalog, [], [], modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string modelFile,
        IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromFile(catalog, [], [], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromBytes(catalog, [], [], modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName,
        string inputColumnName, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromFile(catalog, [outputColumnName], [inputColumnName], modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName,
        string inputColumnName, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromBytes(catalog, [outputColumnName], [inputColumnName], modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName,
        string inputColumnName, string modelFile, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromFile(catalog, [outputColumnName], [inputColumnName], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName,
        string inputColumnName, Stream modelBytes, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromBytes(catalog, [outputColumnName], [inputColumnName], modelBytes, shapeDictionary, gpuDeviceId,
            fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames,
        string[] inputColumnNames, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromFile(catalog, outputColumnNames, inputColumnNames, modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames,
        string[] inputColumnNames, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromBytes(catalog, outputColumnNames, inputColumnNames, modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames,
        string[] inputColumnNames, string modelFile, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromFile(catalog, outputColumnNames, inputColumnNames, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames,
        string[] inputColumnNames, Stream modelBytes, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        FromBytes(catalog, outputColumnNames, inputColumnNames, modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames,
        string[] inputColumnNames, string modelFile, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false, int recursionLimit = 100) =>
        FromFile(catalog, outputColumnNames, inputColumnNames, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu,
            recursionLimit);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames,
        string[] inputColumnNames, Stream modelBytes, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false, int recursionLimit = 100) =>
        FromBytes(catalog, outputColumnNames, inputColumnNames, modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu,
            recursionLimit);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, OnnxOptions options) =>
        new(catalog.GetEnvironment(), options, null);

    private static OnnxScoringEstimator FromFile(TransformsCatalog catalog, string[] outputs, string[] inputs,
        string modelFile, IDictionary<string, int[]>? shapes, int? gpuDeviceId, bool fallbackToCpu,
        int recursionLimit = 100)
    {
        var options = Options(outputs, inputs, shapes, gpuDeviceId, fallbackToCpu, recursionLimit);
        options.ModelFile = modelFile;
        return new OnnxScoringEstimator(catalog.GetEnvironment(), options, null);
    }

    private static OnnxScoringEstimator FromBytes(TransformsCatalog catalog, string[] outputs, string[] inputs,
        Stream modelBytes, IDictionary<string, int[]>? shapes, int? gpuDeviceId, bool fallbackToCpu,
        int recursionLimit = 100)
    {
        using var bytes = new MemoryStream();
        modelBytes.CopyTo(bytes);
        var options = Options(outputs, inputs, shapes, gpuDeviceId, fallbackToCpu, recursionLimit);
        return new OnnxScoringEstimator(catalog.GetEnvironment(), options, bytes.ToArray());
    }

    private static OnnxOptions Options(string[] outputs, string[] inputs, IDictionary<string, int[]>? shapes,
        int? gpuDeviceId, bool fallbackToCpu, int recursionLimit) => new()
        {
            OutputColumns = outputs,
            InputColumns = inputs,
            ShapeDictionary = shapes,
            GpuDeviceId = gpuDeviceId,
            FallbackToCpu = fallbackToCpu,
            RecursionLimit = recursionLimit,
        };
}
