using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>A network out of an ONNX file, with its weights as the file has them.</summary>
/// <param name="Graph">What it computes.</param>
/// <param name="Weights">Its weights, by their names.</param>
internal sealed record ImportedNetwork(NetworkGraph Graph, IReadOnlyDictionary<string, OnnxTensor> Weights);

/// <summary>From an ONNX model to a network that can be trained: nodes in one opset, what does not depend on the input computed once, weights told from constants.</summary>
internal sealed class GraphImport
{
    private readonly OnnxModel _model;
    private readonly Dictionary<string, OnnxTensor> _known;
    // Tensors that the file holds, and what is computed of them: these learn. What the nodes themselves hold does not.
    private readonly HashSet<string> _learns = [];
    private List<OnnxNode> _nodes = [];

    private GraphImport(OnnxModel model)
    {
        _model = OpsetUpgrade.Run(model);
        _known = new(_model.Tensors);
        foreach (var name in model.Tensors.Where(pair => IsReal(pair.Value)).Select(pair => pair.Key)) _learns.Add(name);
    }

    /// <summary>Takes over what a model computes up to one of its tensors.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">The tensor; null for what <see cref="DefaultCut"/> finds.</param>
    /// <exception cref="NotSupportedException">A node is not offered; the message names it.</exception>
    /// <exception cref="ArgumentException">There is no such tensor.</exception>
    /// <exception cref="InvalidDataException">Nothing of it can learn.</exception>
    public static ImportedNetwork Run(OnnxModel model, string? output = null)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var import = new GraphImport(model);
        import.Fold();
        return import.Cut(output ?? DefaultCut.Find(import._model, import._nodes, import._known));
    }

    // What is computed in 64 bits needs to be exact, as distances to stored rows: it stays as it is.
    private static bool IsReal(OnnxTensor tensor) => tensor.Element is OnnxElement.Float or OnnxElement.Float16 or OnnxElement.BFloat16;

    private void Fold()
    {
        foreach (var node in _model.Nodes)
        {
            // An operator that is not offered may stand where nothing depends on it.
            if (!node.Inputs.All(input => input.Length == 0 || _known.ContainsKey(input)) || node.Domain.Length > 0 || !OperatorTable.Names.Contains(node.Op))
            {
                _nodes.Add(node);
                continue;
            }
            using var scope = NewDisposeScope();
            var inputs = node.Inputs.Select(input => input.Length == 0 ? null : TensorValues.ToTorch(_known[input])).ToArray();
            var results = Try(node, () => OperatorTable.Get(node)(inputs));
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                if (node.Outputs[i].Length == 0) continue;
                _known[node.Outputs[i]] = TensorValues.ToOnnxAsIs(results[i]);
                if (node.Inputs.Any(_learns.Contains) && results[i].is_floating_point() && results[i].dtype != ScalarType.Float64) _learns.Add(node.Outputs[i]);
            }
        }
    }

    private static T Try<T>(OnnxNode node, Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception e) when (e is not NotSupportedException && !TorchErrors.IsOutOfMemory(e))
        {
            throw new InvalidDataException($"node {node.Title} cannot be computed: {TorchErrors.Reason(e)}", e);
        }
    }

    private ImportedNetwork Cut(string output)
    {
        var makers = _nodes.SelectMany(node => node.Outputs.Where(name => name.Length > 0).Select(name => (name, node))).ToDictionary(pair => pair.name, pair => pair.node);
        if (!makers.ContainsKey(output))
            throw new ArgumentException($"there is no tensor '{output}' that depends on its inputs; the last are {string.Join(", ", _nodes.SelectMany(node => node.Outputs).TakeLast(8).Select(name => $"'{name}'"))}");
        HashSet<OnnxNode> needed = new(ReferenceEqualityComparer.Instance);
        HashSet<string> inputs = [];
        void Need(string name)
        {
            if (_known.ContainsKey(name)) return;
            if (!makers.TryGetValue(name, out var node)) inputs.Add(name);
            else if (needed.Add(node))
                foreach (var input in node.Inputs.Where(input => input.Length > 0)) Need(input);
        }
        Need(output);
        _nodes = [.. _nodes.Where(needed.Contains)];
        if (inputs.FirstOrDefault(name => _model.Inputs.All(input => input.Name != name)) is { } missing)
            throw new InvalidDataException($"'{missing}' is taken by a node, but neither an input nor given by another node");
        foreach (var node in _nodes) OperatorTable.Get(node);
        return Split(output, [.. _model.Inputs.Where(input => inputs.Contains(input.Name))]);
    }

    private ImportedNetwork Split(string output, IReadOnlyList<GraphPort> inputs)
    {
        Dictionary<string, OnnxTensor> constants = [], weights = [];
        foreach (var name in _nodes.SelectMany(node => node.Inputs).Where(_known.ContainsKey).Distinct())
        {
            var tensor = _known[name];
            // One number alone is a setting, such as what is added to a variance.
            (_learns.Contains(name) && tensor.Count > 1 ? weights : constants)[name] = tensor;
        }
        if (weights.Count == 0) throw new InvalidDataException("nothing of it can learn: it holds no weights");
        return new ImportedNetwork(new NetworkGraph(_nodes, constants, weights.ToDictionary(pair => pair.Key, pair => pair.Value.Shape), inputs, output), weights);
    }
}

/// <summary>Finds where a model is cut when nobody says: before its last layer where that gives classes or numbers; else at its first output.</summary>
internal static class DefaultCut
{
    // What may stand behind the last layer.
    private static readonly HashSet<string> _light = ["Softmax", "LogSoftmax", "Sigmoid", "Identity", "Cast", "Reshape", "Flatten", "Squeeze"];

    /// <summary>The name of the tensor.</summary>
    /// <param name="model">The model.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="known">Tensors that do not depend on the input.</param>
    public static string Find(OnnxModel model, IReadOnlyList<OnnxNode> nodes, IReadOnlyDictionary<string, OnnxTensor> known)
    {
        var first = model.Outputs.FirstOrDefault()?.Name ?? throw new InvalidDataException("it has no output");
        var makers = nodes.SelectMany(node => node.Outputs.Select(name => (name, node))).Where(pair => pair.name.Length > 0).ToDictionary(pair => pair.name, pair => pair.node);
        bool IsVector(string name) => known.TryGetValue(name, out var tensor) && tensor.Shape.Length <= 1;
        var at = first;
        while (makers.TryGetValue(at, out var node))
        {
            if (_light.Contains(node.Op)) at = node.Inputs[0];
            else if (node.Op == "Gemm" && known.ContainsKey(node.Inputs[1])) return node.Inputs[0];
            else if (node.Op == "MatMul" && known.ContainsKey(node.Inputs[1])) return node.Inputs[0];
            else if (node.Op == "Add" && node.Inputs.FirstOrDefault(IsVector) is { } bias && node.Inputs.First(input => input != bias) is var other
                && makers.TryGetValue(other, out var product) && product.Op is "MatMul" or "Gemm") at = other;
            else return first;
        }
        return first;
    }
}
