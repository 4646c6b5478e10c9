using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>Writes language models as ONNX.</summary>
internal static class GptExport
{
    private const string Producer = "MLNetDeep";

    /// <summary>A step of writing: tokens, and keys and values of those before, to the logits of what comes next, and keys and values of all.</summary>
    public static byte[] Step(LanguageModule model)
    {
        using var scope = NewDisposeScope();
        var graph = new OnnxGraph();
        long[] cache = [model.Layers, model.Heads, -1, model.HeadWidth];
        OnnxValue Input(string name, OnnxElement element, params long[] shape) => new(graph.Input(name, element, shape), shape);
        var tokens = Input(LanguagePorts.Tokens, OnnxElement.Int64, -1);
        var before = (Input(LanguagePorts.Keys, OnnxElement.Float, cache), Input(LanguagePorts.Values, OnnxElement.Float, cache));
        var own = new GptGraph(new OnnxComposer(graph, CPU), model, tokens, before);
        var last = own.Pick(model.Export(own, tokens), 1, -1);
        graph.AddNode("Identity", "", LanguagePorts.Logits, [model.ExportLogits(own, last).Name], [LanguagePorts.Logits]);
        graph.Output(LanguagePorts.Logits, OnnxElement.Float, [model.Vocabulary]);
        own.Output(LanguagePorts.NewKeys, pair => pair.Key, cache);
        own.Output(LanguagePorts.NewValues, pair => pair.Value, cache);
        return graph.ToModel(Producer, "LanguageStep");
    }

    /// <summary>
    /// How likely texts are: tokens [rows, longest], 0 behind the end of shorter texts, to the log-probability of each text and the number of its tokens. Texts longer than the network sees are told in
    /// windows one after the other, each from the last token of the one before.
    /// </summary>
    public static byte[] Scores(LanguageModule model)
    {
        using var scope = NewDisposeScope();
        var graph = new OnnxGraph();
        var composer = new OnnxComposer(graph, CPU);
        OnnxValue Node(string op, IEnumerable<OnnxValue> inputs, params (string Name, object Value)[] attributes) => composer.Node(op, [], inputs, attributes);
        OnnxValue Longs(params long[] values) => new(graph.Constant(OnnxTensor.Vector(values)), [values.Length]);
        OnnxValue tokens = new(graph.Input(SavedColumns.Features, OnnxElement.Int64, [-1]), [-1]);
        var shape = Node("Shape", [tokens]);
        OnnxValue rows = Node("Slice", [shape, Longs(0), Longs(1)]), longest = Node("Slice", [shape, Longs(1), Longs(2)]);
        var window = Node("Min", [longest, Longs(model.ContextLength)]);
        var missing = Node("Mod", [Node("Sub", [window, Node("Mod", [longest, window])]), window]);
        OnnxValue Windows(OnnxValue all) => Node("Reshape", [Node("Pad", [all, Node("Concat", [Longs(0, 0, 0), missing], ("axis", 0))]), Node("Concat", [Longs(-1), window], ("axis", 0))]);
        var before = Node("Slice", [Node("Pad", [tokens, Longs(0, 1, 0, 0)]), Longs(0), longest, Longs(1)]);
        var wanted = Windows(tokens);
        var seen = Windows(before);
        var own = new GptGraph(composer, model, seen, null);
        var probabilities = Node("LogSoftmax", [model.ExportLogits(own, model.Export(own, seen))], ("axis", -1));
        var picked = Node("Squeeze", [Node("GatherElements", [probabilities, Node("Unsqueeze", [wanted, Longs(2)])], ("axis", 2)), Longs(2)]);
        var isToken = Node("Cast", [Node("Sign", [wanted])], ("to", (long)OnnxElement.Float));
        void Sum(string name, OnnxValue value)
        {
            var whole = Node("Reshape", [value, Node("Concat", [rows, Longs(-1)], ("axis", 0))]);
            graph.AddNode("ReduceSum", "", name, [whole.Name, Longs(1).Name], [name], ("keepdims", 1));
            graph.Output(name, OnnxElement.Float, [1]);
        }
        Sum(SavedColumns.LogProbabilityVector, Node("Mul", [picked, isToken]));
        Sum(SavedColumns.TokenCountVector, isToken);
        return graph.ToModel(Producer, "LanguageScores");
    }
}
