using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Inputs;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;

namespace MLNetDeep.Forecasting;

/// <summary>A forecaster as ONNX and as a step of ML.NET's own over windows: a vector for each value column and known column, a number for each static one.</summary>
internal static class ForecastOnnx
{
    /// <summary>The step.</summary>
    public static TransformerChain<ITransformer> ToChain(ForecastModel model)
    {
        // A context of its own: that of the user may ask for a GPU that ONNX Runtime here has no code for.
        var (ml, onnx) = (new MLContext(), Export(model));
        var (columns, shape) = (model.Columns, model.Shape);
        var schema = new DataViewSchema.Builder();
        foreach (var name in columns.Values) schema.AddColumn(name, new VectorDataViewType(NumberDataViewType.Single, shape.LookBack));
        foreach (var name in columns.Known) schema.AddColumn(name, new VectorDataViewType(NumberDataViewType.Single, shape.LookBack + shape.Horizon));
        foreach (var name in columns.Statics) schema.AddColumn(name, NumberDataViewType.Single);
        var steps = new StepList(new EmptyView(schema.ToSchema()));
        string[] outputs = [.. ForecastNames.Vectors(columns.Values, model.Options.Quantiles)];
        steps.Add(RandomFileName.Open(() => ml.Transforms.ApplyOnnxModel(outputs, [.. columns.Values, .. columns.Known, .. columns.Statics], new MemoryStream(onnx))));
        return steps.ToChain();
    }

    /// <summary>The network, with an input for each column and an output for each vector of forecasts.</summary>
    public static byte[] Export(ForecastModel model) => OnnxExporter.Export(model.Network, composer =>
    {
        var (columns, shape) = (model.Columns, model.Shape);
        var values = Together(composer, columns.Values, shape.LookBack);
        var known = Together(composer, columns.Known, shape.LookBack + shape.Horizon);
        OnnxValue[] statics = [.. columns.Statics.Select(name => Input(composer, name, 1))];
        var all = statics.Length == 0 ? null : statics.Length == 1 ? statics[0] : composer.Concat(1, statics);
        var (forecast, quantiles) = model.Network.Export(composer, values!, known, all);
        for (var i = 0; i < columns.Values.Length; i++)
        {
            var names = ForecastNames.Vectors([columns.Values[i]], model.Options.Quantiles).ToArray();
            Output(composer, names[0], forecast, i);
            for (var q = 0; q < quantiles.Length; q++) Output(composer, names[q + 1], quantiles[q], i);
        }
    });

    private static OnnxValue Input(OnnxComposer composer, string name, long size) => new(composer.Graph.Input(name, OnnxElement.Float, [size]), [size]);

    // Columns beside each other: [steps, columns].
    private static OnnxValue? Together(OnnxComposer composer, string[] names, long steps)
    {
        if (names.Length == 0) return null;
        OnnxValue[] all = [.. names.Select(name => composer.Reshape(Input(composer, name, steps), steps, 1))];
        return all.Length == 1 ? all[0] : composer.Concat(2, all);
    }

    private static void Output(OnnxComposer composer, string name, OnnxValue all, long column)
    {
        var graph = composer.Graph;
        var index = graph.Constant(OnnxTensor.WholeScalar(column));
        graph.AddNode("Gather", "", name, [all.Name, index], [name], ("axis", 2));
        graph.Output(name, OnnxElement.Float, [all.Shape[0]]);
    }
}
