using MLNetDeep.Generative;
using MLNetDeep.Inputs.Conditioned;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Generation;

/// <summary>A generative network as ONNX: what it tells of rows, and what makes rows.</summary>
internal sealed class GenerativeGraphs
{
    public const string Embedding = "Embedding", Reconstruction = "Reconstruction";
    private const string Producer = "MLNetDeep";
    private readonly ConditionedStage _stage;
    private readonly ConditionedSpec _spec;
    private readonly DeepModel _model;

    public GenerativeGraphs(DeepModel model)
    {
        (_model, _spec, _stage) = (model, (ConditionedSpec)model.Features, (ConditionedStage)model.Network.Input);
        Module = (GenerativeModule)model.Network.Body;
    }

    public GenerativeModule Module { get; }

    /// <summary>The columns that the graph of <see cref="Describe"/> takes.</summary>
    public string[] Inputs => _spec.ConditionColumn is null ? [SavedColumns.Features] : [SavedColumns.Features, SavedColumns.Condition];

    /// <summary>What the network tells of rows.</summary>
    /// <param name="threshold">A number that is put behind the one that it tells; null for none.</param>
    /// <param name="numberAlone">Whether vectors are left out.</param>
    public (byte[] Onnx, string[] Outputs) Describe(float? threshold = null, bool numberAlone = false)
    {
        List<string> outputs = [];
        var onnx = OnnxExporter.Export(_model.Network, composer =>
        {
            var rows = Input(composer, SavedColumns.Features, OnnxElement.Float, _stage.Shape.Size);
            OnnxValue? classes = null;
            if (_spec.ConditionColumn is not null)
            {
                var flags = Input(composer, SavedColumns.Condition, OnnxElement.Float, _spec.Conditions.Count);
                classes = composer.Node("ArgMax", [1], [flags], ("axis", 1), ("keepdims", 1));
            }
            var values = _stage.Encode(composer, rows);
            RowValues? described = null;
            var told = composer.Within(Module, () => (described = Module.Describe(composer, values, classes)).Number);
            void Add(string name, OnnxValue value)
            {
                composer.Graph.AddNode("Identity", "", name, [value.Name], [name]);
                composer.Graph.Output(name, OnnxElement.Float, value.Shape);
                outputs.Add(name);
            }
            if (described!.Embedding is { } embedding && !numberAlone) Add(Embedding, embedding);
            if (described.Reconstruction is { } reconstruction && !numberAlone) Add(Reconstruction, _stage.Decode(composer, reconstruction));
            Add(SavedColumns.ScoreVector, threshold is { } bound ? composer.Concat(1, told, Beside(composer, told, bound)) : told);
        });
        return (onnx, [.. outputs]);
    }

    /// <summary>What makes rows, with all that a sampler must know.</summary>
    public byte[] Generate() => OnnxExporter.Export(_model.Network, composer =>
    {
        var state = Input(composer, SavedColumns.SampleState, OnnxElement.Float, Module.StateSize);
        var noise = Input(composer, SavedColumns.SampleNoise, OnnxElement.Float, 1);
        var classes = Input(composer, SavedColumns.SampleClass, OnnxElement.Int64, 1);
        var made = composer.Within(Module, () => Module.Generate(composer, state, noise, classes));
        var output = Module.Prediction is null ? _stage.Decode(composer, made) : made;
        composer.Graph.AddNode("Identity", "", SavedColumns.SampleOutput, [output.Name], [SavedColumns.SampleOutput]);
        composer.Graph.Output(SavedColumns.SampleOutput, OnnxElement.Float, output.Shape);
    }, (SamplerSettings.Key, Settings().Write()));

    /// <summary>Columns that stand before the graph of a sampler in a saved model, which has it for samplers alone: nothing hangs on what they hold.</summary>
    public byte[] Start()
    {
        var graph = new OnnxGraph();
        var rows = graph.Input(SavedColumns.Features, OnnxElement.Float, [_stage.Shape.Size]);
        var mean = graph.Node("ReduceMean", [rows], ("axes", new long[] { 1 }), ("keepdims", 1));
        var none = graph.Node("Mul", [mean, graph.Constant(OnnxTensor.Scalar(0))]);
        graph.AddNode("Add", "", SavedColumns.SampleState, [none, graph.Constant(OnnxTensor.Of(new float[Module.StateSize], 1, Module.StateSize))], [SavedColumns.SampleState]);
        graph.Output(SavedColumns.SampleState, OnnxElement.Float, [Module.StateSize]);
        graph.AddNode("Identity", "", SavedColumns.SampleNoise, [none], [SavedColumns.SampleNoise]);
        graph.Output(SavedColumns.SampleNoise, OnnxElement.Float, [1]);
        graph.AddNode("Cast", "", SavedColumns.SampleClass, [none], [SavedColumns.SampleClass], ("to", (long)OnnxElement.Int64));
        graph.Output(SavedColumns.SampleClass, OnnxElement.Int64, [1]);
        return graph.ToModel(Producer, "SampleStart");
    }

    private SamplerSettings Settings() => new()
    {
        Prediction = Module.Prediction,
        CanSample = Module.CanSample,
        StateSize = Module.StateSize,
        FeatureColumn = _spec.Columns[0],
        ConditionColumn = _spec.ConditionColumn,
        Conditions = _spec.ConditionColumn is null ? [] : [.. _spec.Conditions],
        Shape = [.. _stage.Shape.Dimensions.Select(size => (int)size)],
        Means = _stage.Means,
        Deviations = _stage.Deviations,
        Low = _stage.Low,
        High = _stage.High,
    };

    private static OnnxValue Input(OnnxComposer composer, string name, OnnxElement element, long width) => new(composer.Graph.Input(name, element, [width]), [width]);

    // A number for every row, whatever the row has.
    private static OnnxValue Beside(OnnxComposer composer, OnnxValue number, float bound) =>
        composer.Node("Add", [1], [composer.Node("Mul", [1], [number, composer.Constant(0)]), composer.Constant(bound)]);
}
