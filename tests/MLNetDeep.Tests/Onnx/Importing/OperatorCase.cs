using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Importing;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Onnx.Importing;

/// <summary>A node with inputs: what ONNX Runtime says of it, and what libtorch says.</summary>
/// <param name="Op">The operator.</param>
/// <param name="Inputs">Its inputs; null for one that is left out.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record OperatorCase(string Op, OnnxTensor?[] Inputs, params (string Name, object Value)[] Attributes)
{
    /// <summary>How many outputs it has.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>The opset that its node is of.</summary>
    public long Opset { get; init; } = OnnxGraph.Opset;

    /// <summary>Whether its real inputs have a derivative.</summary>
    public bool IsSmooth { get; init; } = true;

    /// <summary>How many inputs, counted from the first, have a derivative.</summary>
    public int Learns { get; init; } = int.MaxValue;

    public override string ToString() =>
        $"{Op}({string.Join(", ", Inputs.Select(input => input is null ? "-" : $"[{string.Join(",", input.Shape)}]"))}{string.Concat(Attributes.Select(a => $", {a.Name}={(a.Value is Array many ? string.Join("|", many.Cast<object>()) : a.Value is OnnxTensor ? "tensor" : a.Value)}"))}) opset {Opset}";

    private string[] InputNames => [.. Inputs.Select((input, i) => input is null ? "" : $"x{i}")];

    private string[] OutputNames => [.. Enumerable.Range(0, Outputs).Select(i => $"y{i}")];

    /// <summary>The node as a model of its opset.</summary>
    public byte[] ToModel()
    {
        var graph = new OnnxGraph((int)Opset);
        for (var i = 0; i < Inputs.Length; i++)
            if (Inputs[i] is { } input) graph.Port($"x{i}", input.Element, input.Shape);
        graph.AddNode(Op, "", "node", InputNames, OutputNames, Attributes);
        foreach (var name in OutputNames) graph.Output(name);
        return graph.ToModel("MLNetDeep", "Case");
    }

    /// <summary>What ONNX Runtime gives.</summary>
    public Tensor[] ByRuntime()
    {
        using var session = new InferenceSession(ToModel());
        using var run = new RunOptions();
        var given = Inputs.Select((input, i) => (Name: $"x{i}", Input: input)).Where(pair => pair.Input is not null).ToList();
        using var results = session.Run(run, [.. given.Select(pair => pair.Name)], [.. given.Select(pair => Value(pair.Input!))], OutputNames);
        return [.. results.Select(result => ToTorch(result))];
    }

    /// <summary>The nodes that the node becomes in opset 17.</summary>
    private OnnxModel Upgraded()
    {
        // Inputs of whole numbers are constants, as in networks; what the upgrade looks up must be there.
        var known = Inputs.Select((input, i) => (Name: $"x{i}", Input: input)).Where(pair => pair.Input is not null).ToDictionary(pair => pair.Name, pair => pair.Input!);
        var node = new OnnxNode(Op, "", "node", InputNames, OutputNames, Attributes.ToDictionary(a => a.Name, a => a.Value is int number ? (long)number : a.Value));
        return OpsetUpgrade.Run(new OnnxModel(Opset, [node], known, [], []));
    }

    /// <summary>What libtorch gives.</summary>
    /// <param name="change">What is done with each real input first.</param>
    public Tensor[] ByTorch(Func<int, Tensor, Tensor>? change = null)
    {
        var model = Upgraded();
        var values = model.Tensors.ToDictionary(pair => pair.Key, pair => TensorValues.ToTorch(pair.Value));
        if (change is not null)
        {
            foreach (var name in values.Keys.Where(name => values[name].is_floating_point()).ToList()) values[name] = values[name].to(ScalarType.Float64);
            for (var i = 0; i < Math.Min(Learns, Inputs.Length); i++)
                if (Inputs[i] is { Element: OnnxElement.Float }) values[$"x{i}"] = change(i, values[$"x{i}"]);
        }
        foreach (var node in model.Nodes)
        {
            var results = OperatorTable.Get(node)([.. node.Inputs.Select(name => name.Length == 0 ? null : values[name])]);
            for (var k = 0; k < node.Outputs.Count; k++) values[node.Outputs[k]] = results[k];
        }
        return [.. OutputNames.Select(name => values[name])];
    }

    private static OrtValue Value(OnnxTensor tensor) => tensor.Element switch
    {
        OnnxElement.Float => Value<float>(tensor),
        OnnxElement.Int64 => Value<long>(tensor),
        OnnxElement.Int32 => Value<int>(tensor),
        _ => Value<bool>(tensor),
    };

    private static OrtValue Value<T>(OnnxTensor tensor)
        where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(tensor.Raw.Span).ToArray(), tensor.Shape);

    private static Tensor ToTorch(OrtValue value)
    {
        var type = value.GetTensorTypeAndShape();
        return type.ElementDataType switch
        {
            Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float => tensor(value.GetTensorDataAsSpan<float>().ToArray()).reshape(type.Shape),
            Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64 => tensor(value.GetTensorDataAsSpan<long>().ToArray()).reshape(type.Shape),
            Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int32 => tensor(value.GetTensorDataAsSpan<int>().ToArray()).reshape(type.Shape),
            _ => tensor(value.GetTensorDataAsSpan<bool>().ToArray()).reshape(type.Shape),
        };
    }
}
