using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;
using static TorchSharp.torch;

namespace MLNetDeep.Persistence;

/// <summary>A trained network as ONNX, with what its task makes of the raw outputs.</summary>
internal static class NetworkOnnx
{
    /// <summary>The name of the graph's input, which is a column.</summary>
    public const string Input = SavedColumns.Features;

    // Rounding grows with depth; an export that does something else is off by far more.
    private const double Tolerance = 1e-3;

    public static byte[] Export(DeepModel model, TaskSaving task) =>
        OnnxExporter.Export(model.Network, [model.Features.RowWidth], Input, (composer, raw) => task.AddOutputs(composer, raw, model));

    /// <summary>Scores random rows both ways: what an export of a user's own does wrong shows here, not in production.</summary>
    public static void Check(MLContext ml, DeepModel model, byte[] onnx)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var probe = Probe(model);
        float[] expected = Tensors.ToFloats(model.Task.Activate(model.Network.forward(probe)));
        float[] actual = Score(ml, model, onnx, TaskSaving.Of(model.Task).ScoreOutput, Tensors.ToFloats(probe));
        double difference = expected.Zip(actual, (a, b) => Math.Abs((double)a - b) / Math.Max(1, Math.Abs((double)a))).Max();
        if (!(difference <= Tolerance))
            throw OnnxExportException.Differs(difference);
    }

    /// <summary>Rows like those that the network was trained on.</summary>
    private static Tensor Probe(DeepModel model)
    {
        var rows = model.Network.Input.Probe(2);
        return model.Features.IsBytes ? rows.Between(0, 255).round() : rows;
    }

    private static float[] Score(MLContext ml, DeepModel model, byte[] onnx, string output, float[] rows)
    {
        int width = model.Features.RowWidth;
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        var view = ml.Data.LoadFromEnumerable(rows.Chunk(width).Select(row => new Row { Values = row }), definition);
        using var bytes = new MemoryStream(onnx);
        using var scorer = ml.Transforms.ApplyOnnxModel([output], [Input], bytes).Fit(view);
        return [.. scorer.Transform(view).GetColumn<float[]>(output).SelectMany(score => score)];
    }

    private sealed class Row
    {
        [ColumnName(Input)]
        public float[] Values { get; set; } = [];
    }
}
