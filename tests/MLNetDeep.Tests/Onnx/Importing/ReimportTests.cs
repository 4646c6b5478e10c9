using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Importing;
using MLNetDeep.Onnx.Reading;
using MLNetDeep.Persistence;
using MLNetDeep.Testing;
using static TorchSharp.torch;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace MLNetDeep.Tests.Onnx.Importing;

/// <summary>Whole models, from what is read of a row to its scores, and models made up of the operators are imported again and compute the same.</summary>
[TestClass]
public sealed class ReimportTests
{
    private const double Tolerance = 1e-4;
    private readonly MLContext _ml = new(1);

    public static IEnumerable<object[]> Networks => ArchitectureRegistry.All.Select(architecture => new object[] { architecture.Key });

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 30).Select(seed => new object[] { seed });

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void A_saved_model_is_imported(string key)
    {
        var subject = ContractSubject.For(ArchitectureRegistry.Get(key));
        var options = subject.Options();
        (options.Seed, options.MaxEpochs, options.MinSteps, options.ValidationFraction, options.Calibrate) = (1, 1, 0, 0, false);
        using var model = subject.Trainer(_ml, options).Fit(ContractData.Create(_ml, 16));
        var task = TaskSaving.Of(model.Model.Task);
        var onnx = NetworkOnnx.ExportScores(model.Model, task);
        using var scope = NewDisposeScope();
        using var probe = model.Model.Network.Input.Probe(3);
        Compare(onnx, task.ScoreOutput, model.Model.Network.Input.ToOnnx(probe));
    }

    [TestMethod]
    [DynamicData(nameof(Seeds))]
    public void A_model_of_random_nodes_is_imported(int seed)
    {
        using var scope = NewDisposeScope();
        var made = new RandomModel(seed);
        Compare(made.Bytes, RandomModel.Output, [OrtValue.CreateTensorValueFromMemory(made.Input, [RandomModel.Rows, RandomModel.Steps, RandomModel.Width])]);
    }

    private static void Compare(byte[] onnx, string output, IReadOnlyList<OrtValue> inputs)
    {
        using var session = new InferenceSession(onnx);
        using var run = new RunOptions();
        using var results = session.Run(run, session.InputNames, inputs, [output]);
        var expected = results[0].GetTensorDataAsSpan<float>().ToArray();
        var values = session.InputNames.Zip(inputs).ToDictionary(pair => pair.First, pair => ToTorch(pair.Second));
        var imported = GraphImport.Run(OnnxReader.Read(onnx, "model.onnx"), output);
        var (graph, _) = LegacySoftmax.Settle(imported, values);
        using var network = new GraphModule(graph, new ImportSettings());
        network.Load(imported.Weights);
        network.eval();
        using var still = no_grad();
        var actual = network.Run(values.Where(value => graph.Inputs.Any(input => input.Name == value.Key)).ToDictionary());
        CollectionAssert.AreEqual(results[0].GetTensorTypeAndShape().Shape, actual.shape);
        var differences = expected.Zip(Tensors.ToFloats(actual), (a, b) => Math.Abs((double)a - b) / Math.Max(1, Math.Abs((double)a))).ToList();
        Assert.IsTrue(differences.Max() <= Tolerance, $"{differences.Max()}");
    }

    private static Tensor ToTorch(OrtValue value)
    {
        var (type, shape) = (value.GetTensorTypeAndShape().ElementDataType, value.GetTensorTypeAndShape().Shape);
        return type switch
        {
            TensorElementType.Float => tensor(value.GetTensorDataAsSpan<float>().ToArray(), shape),
            TensorElementType.Int64 => tensor(value.GetTensorDataAsSpan<long>().ToArray(), shape),
            TensorElementType.Int32 => tensor(value.GetTensorDataAsSpan<int>().ToArray(), shape),
            TensorElementType.Bool => tensor(value.GetTensorDataAsSpan<bool>().ToArray(), shape),
            _ => throw new NotSupportedException($"{type}"),
        };
    }

    /// <summary>A chain of nodes drawn at random, from [rows, steps, width] to the same; each takes what came before, and some take something of earlier beside.</summary>
    private sealed class RandomModel
    {
        public const int Rows = 3, Steps = 4, Width = 6;
        public const string Output = "output";
        private const int Nodes = 14;
        private static readonly string[] _unary = ["Tanh", "Sigmoid", "Relu", "Erf", "Softplus", "Softsign", "HardSwish", "Elu", "Selu", "Celu", "LeakyRelu", "HardSigmoid", "Abs", "Neg", "Sin", "Cos", "Atan", "Sinh", "Identity", "ThresholdedRelu"];
        private static readonly string[] _pairs = ["Add", "Sub", "Mul", "Max", "Min", "Mean", "Sum"];
        private static readonly string[] _reductions = ["ReduceMean", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp"];
        private readonly Random _random;
        private readonly OnnxGraph _graph = new();

        public RandomModel(int seed)
        {
            _random = new Random(seed);
            Input = Values(Rows * Steps * Width, 1);
            _graph.Port("input", OnnxElement.Float, [-1, Steps, Width]);
            List<string> made = ["input"];
            // Weights in any case, or there is nothing to import.
            made.Add(Linear(made[^1]));
            for (var i = 0; i < Nodes; i++) made.Add(Norm(Next(made[^1], made[_random.Next(made.Count)])));
            _graph.AddNode("Identity", "", Output, [made[^1]], [Output]);
            _graph.Output(Output, OnnxElement.Float, [Steps, Width]);
            Bytes = _graph.ToModel("MLNetDeep", "Random");
        }

        public float[] Input { get; }

        public byte[] Bytes { get; }

        private string Next(string last, string other) => _random.Next(16) switch
        {
            0 => Linear(last),
            1 => Node("Add", Node("MatMul", last, Weights(0.4f, Width, Width)), Weights(0.3f, Width)),
            2 => Node("Softmax", [last], ("axis", _random.Next(2) == 0 ? -1 : 1)),
            3 => Turned(Node("Conv", [Turned(last), Weights(0.3f, Width, Width, 3), Weights(0.3f, Width)], ("pads", new long[] { 1, 1 }), ("kernel_shape", new long[] { 3 }))),
            4 => Node("LayerNormalization", [last, Weights(1, Width), Weights(0.3f, Width)], ("axis", -1), ("epsilon", 1e-5f)),
            5 => Turned(Node("BatchNormalization", [Turned(last), Weights(1, Width), Weights(0.3f, Width), Weights(0.2f, Width), _graph.Constant(OnnxTensor.Of([.. Values(Width, 1).Select(v => (v * v) + 0.5f)], Width))], ("epsilon", 1e-5f))),
            6 => Node("Mul", last, Node("Sigmoid", Reduced(other))),
            7 => Node("Sub", last, Reduced(other)),
            8 => Node("MatMul", Node("Softmax", [Node("MatMul", last, Turned(other))], ("axis", -1)), other),
            9 => Node("Where", [Node("Greater", last, other), last, Weights(0.5f, Width)]),
            10 => Joined(last),
            11 => Node("Reshape", Node("Gemm", [Node("Reshape", last, Longs(-1, Width)), Weights(0.4f, Width, Width), Weights(0.3f, Width)], ("transB", _random.Next(2))), Longs(-1, Steps, Width)),
            12 => Node("Clip", last, _graph.Constant(OnnxTensor.Scalar(-0.8f)), _graph.Constant(OnnxTensor.Scalar(1.2f))),
            13 => Node("Pow", [Node("Abs", last), _graph.Constant(OnnxTensor.Scalar(1.5f))]),
            14 => Node(_pairs[_random.Next(_pairs.Length)], last, other),
            _ => Node(_unary[_random.Next(_unary.Length)], last),
        };

        private string Linear(string last) => Node("Add", Node("MatMul", last, Weights(0.5f, Width, Width)), Weights(0.3f, Width));

        // So that numbers neither vanish nor grow without bounds.
        private string Norm(string last) => _random.Next(4) == 0 ? Node("Tanh", last) : last;

        private string Reduced(string value) => Node(_reductions[_random.Next(_reductions.Length)], [value], ("axes", new long[] { _random.Next(2) == 0 ? 1 : 2 }), ("keepdims", 1));

        // Steps in another order, by slices.
        private string Joined(string value)
        {
            var at = _random.Next(1, Steps);
            return Node("Concat", [Node("Slice", value, Longs(at), Longs(Steps), Longs(1)), Node("Slice", value, Longs(0), Longs(at), Longs(1))], ("axis", 1));
        }

        private string Turned(string value) => Node("Transpose", [value], ("perm", new long[] { 0, 2, 1 }));

        private string Node(string op, params string[] inputs) => _graph.Node(op, inputs);

        private string Node(string op, string[] inputs, params (string Name, object Value)[] attributes) => _graph.Node(op, inputs, attributes);

        private string Longs(params long[] values) => _graph.Constant(OnnxTensor.Vector(values));

        private string Weights(float scale, params long[] shape) => _graph.Constant(OnnxTensor.Of(Values((int)shape.Aggregate(1L, (product, size) => product * size), scale), shape));

        private float[] Values(int count, float scale) => [.. Enumerable.Range(0, count).Select(_ => scale * ((_random.NextSingle() * 2) - 1))];
    }
}
