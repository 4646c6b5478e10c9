using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Onnx;

/// <summary>Runs modules in TorchSharp and, exported, in ONNX Runtime.</summary>
internal static class OnnxRunner
{
    private static readonly MLContext Ml = new(1);

    /// <summary>The largest difference between the two answers to random rows.</summary>
    public static double Difference(Module<Tensor, Tensor> module, long[] rowShape, Tensor? rows = null)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        byte[] model = OnnxExporter.Export(module, rowShape);
        module.eval();
        rows ??= randn([5, .. rowShape]);
        // Some layers change what they are given.
        float[] expected = Tensors.ToFloats(module.forward(rows.clone()));
        float[] actual = Score(model, Tensors.ToFloats(rows), (int)rows.shape[0]);
        Assert.HasCount(expected.Length, actual);
        return expected.Zip(actual, (a, b) => Math.Abs((double)a - b)).Max();
    }

    public static float[] Score(byte[] model, float[] values, int rows)
    {
        int width = values.Length / rows;
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        var view = Ml.Data.LoadFromEnumerable(values.Chunk(width).Select(row => new Row { Input = row }), definition);
        using var scorer = Ml.Transforms.ApplyOnnxModel(new MemoryStream(model)).Fit(view);
        return [.. scorer.Transform(view).GetColumn<float[]>("output").SelectMany(output => output)];
    }

    private sealed class Row
    {
        [ColumnName("input")]
        public float[] Input { get; set; } = [];
    }
}

/// <summary>The checker of the ONNX project, where Python has it.</summary>
internal static class OnnxChecker
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> Present = new(() => File.Exists(Python) && Run("import onnx").Code == 0);

    /// <summary>Fails if the checker refuses the model; leaves the test undecided if there is no checker.</summary>
    public static void Check(IEnumerable<byte[]> models)
    {
        if (!Present.Value)
            Assert.Inconclusive("Python's onnx package is not installed.");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            int count = 0;
            foreach (byte[] model in models)
                File.WriteAllBytes(Path.Combine(folder, $"{count++}.onnx"), model);
            var (code, text) = Run($"import onnx, glob\nfor f in glob.glob('{folder}/*.onnx'): " +
                "onnx.checker.check_model(onnx.load(f), full_check=True)");
            Assert.AreEqual(0, code, text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Code, string Text) Run(string code)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", code]) { RedirectStandardError = true })!;
        string text = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }
}
