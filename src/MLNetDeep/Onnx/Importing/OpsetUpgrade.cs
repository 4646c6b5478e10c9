using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;

namespace MLNetDeep.Onnx.Importing;

/// <summary>
/// Brings nodes of any opset from 7 to 21 into the form that they have in opset 17, so that everything behind knows one form only. Sources: the operators' change
/// logs (https://github.com/onnx/onnx/blob/main/docs/Changelog.md).
/// </summary>
internal sealed class OpsetUpgrade
{
    /// <summary>
    /// An attribute of Softmax and LogSoftmax: the axis that rows of a flat matrix begin at, as they had it before opset 13. Where it is the last one, it says the same as
    /// <c>axis</c>; how many axes there are is known later (see <see cref="LegacySoftmax"/>).
    /// </summary>
    public const string FlatAxis = "flat_axis";

    private const long First = 7, Last = 21;
    private readonly long _opset;
    private readonly Dictionary<string, OnnxTensor> _tensors;
    private readonly List<OnnxNode> _nodes = [];
    private int _added;

    private OpsetUpgrade(OnnxModel model) => (_opset, _tensors) = (model.Opset, new(model.Tensors));

    /// <summary>The same model in opset 17.</summary>
    /// <exception cref="NotSupportedException">A node, or the opset, is not offered.</exception>
    public static OnnxModel Run(OnnxModel model)
    {
        if (model.Opset is < First or > Last)
            throw new NotSupportedException($"it has opset {model.Opset}; offered are {First} to {Last}");
        var upgrade = new OpsetUpgrade(model);
        foreach (var node in model.Nodes) upgrade.Add(node);
        return model with { Opset = OnnxGraph.Opset, Nodes = upgrade._nodes, Tensors = upgrade._tensors };
    }

    private void Add(OnnxNode node)
    {
        if (node.Domain.Length > 0) throw new NotSupportedException($"node {node.Title} has an operator of the domain '{node.Domain}' (opset {_opset}); offered are those of ONNX itself");
        switch (node.Op)
        {
            case "Dropout": Keep(node with { Op = "Identity", Inputs = [node.Inputs[0]], Outputs = [node.Outputs[0]], Attributes = None }); break;
            case "Squeeze" or "Unsqueeze" or "ReduceSum" when node.Has("axes"): Keep(Moved(node, ("axes", 1))); break;
            case "Split" when node.Has("split"): Keep(Moved(node, ("split", 1))); break;
            case "Split": Keep(Without(node, "num_outputs")); break;
            case "Slice" when node.Has("starts"): Slice(node); break;
            case "TopK" when node.Has("k"): Keep(Moved(node, ("k", 1))); break;
            case "Clip" when _opset < 11: Clip(node); break;
            case "Pad" when _opset < 11: Pad(node); break;
            case "Softmax" or "LogSoftmax" when _opset < 13: Keep(With(node, FlatAxis, node.Integer("axis", 1))); break;
            case "BatchNormalization": BatchNorm(node); break;
            case "Upsample": Upsample(node); break;
            case "Resize" when _opset < 11: Keep(Sampled(node, node.Inputs[1])); break;
            case "Scatter": Keep(node with { Op = "ScatterElements" }); break;
            case "Gelu": Gelu(node); break;
            case "Mish": Mish(node); break;
            case "GroupNormalization": GroupNorm(node); break;
            default: Keep(node); break;
        }
    }

    private static Dictionary<string, object> None => [];

    private void Keep(OnnxNode node) => _nodes.Add(node);

    private static OnnxNode Without(OnnxNode node, params string[] attributes) =>
        node with { Attributes = node.Attributes.Where(a => !attributes.Contains(a.Key)).ToDictionary() };

    private static OnnxNode With(OnnxNode node, string attribute, object value) =>
        node with { Attributes = new Dictionary<string, object>(node.Attributes) { [attribute] = value } };

    private string Constant(OnnxTensor tensor)
    {
        var name = $"upgrade_constant_{_added++}";
        _tensors[name] = tensor;
        return name;
    }

    private string Number(OnnxNode node, double value) => Constant(OnnxTensor.Of([(float)value]));

    // Attributes that became inputs: whole numbers.
    private OnnxNode Moved(OnnxNode node, params (string Attribute, int Input)[] moves)
    {
        List<string> inputs = [.. node.Inputs];
        foreach (var (attribute, input) in moves)
        {
            if (!node.Has(attribute)) continue;
            long[] values = node.Attributes[attribute] is long one ? [one] : node.Integers(attribute)!;
            while (inputs.Count <= input) inputs.Add("");
            inputs[input] = Constant(OnnxTensor.Vector(values));
        }
        return Without(node, [.. moves.Select(move => move.Attribute)]) with { Inputs = inputs };
    }

    private void Slice(OnnxNode node)
    {
        var axes = node.Integers("axes") ?? [.. Enumerable.Range(0, node.Integers("starts")!.Length).Select(axis => (long)axis)];
        Keep(Moved(With(node, "axes", axes), ("starts", 1), ("ends", 2), ("axes", 3)));
    }

    private void Clip(OnnxNode node)
    {
        var least = node.Has("min") ? Number(node, node.Real("min", 0)) : "";
        List<string> inputs = [node.Inputs[0], least];
        if (node.Has("max")) inputs.Add(Number(node, node.Real("max", 0)));
        Keep(node with { Inputs = inputs, Attributes = None });
    }

    private void Pad(OnnxNode node)
    {
        var pads = node.Integers("pads") ?? node.Integers("paddings") ?? throw new InvalidDataException($"node {node.Title} does not say how much");
        Keep(Without(node, "pads", "paddings", "value") with { Inputs = [node.Inputs[0], Constant(OnnxTensor.Vector(pads)), Number(node, node.Real("value", 0))] });
    }

    private void BatchNorm(OnnxNode node)
    {
        if (node.Integer("spatial", 1) == 0) throw new NotSupportedException($"node {node.Title} has a norm for each place (spatial 0), which is not offered");
        Keep(Without(node, "spatial", "training_mode", "consumed_inputs", "momentum") with { Outputs = [node.Outputs[0]] });
    }

    private void Upsample(OnnxNode node)
    {
        var scales = node.Attributes.TryGetValue("scales", out var given) ? Constant(OnnxTensor.Of((float[])given, ((float[])given).Length)) : node.Inputs[1];
        Keep(Sampled(node, scales));
    }

    private static OnnxNode Sampled(OnnxNode node, string scales) => node with
    {
        Op = "Resize",
        Inputs = [node.Inputs[0], "", scales],
        Attributes = new Dictionary<string, object> { ["mode"] = node.Text("mode", "nearest"), ["coordinate_transformation_mode"] = "asymmetric", ["nearest_mode"] = "floor" },
    };

    // A step of an operator that becomes several; the last gives what the operator gave.
    private string Step(OnnxNode of, string op, string[] inputs, bool isLast = false, params (string Name, object Value)[] attributes)
    {
        var output = isLast ? of.Outputs[0] : $"{of.Outputs[0]}_step_{_added++}";
        Keep(new OnnxNode(op, "", of.Name, inputs, [output], attributes.ToDictionary(a => a.Name, a => a.Value)));
        return output;
    }

    private void Gelu(OnnxNode node)
    {
        var x = node.Inputs[0];
        string grown;
        if (node.Text("approximate", "none") == "tanh")
        {
            var cube = Step(node, "Mul", [Step(node, "Mul", [x, x]), x]);
            var inner = Step(node, "Add", [x, Step(node, "Mul", [cube, Number(node, 0.044715)])]);
            grown = Step(node, "Tanh", [Step(node, "Mul", [inner, Number(node, Math.Sqrt(2 / Math.PI))])]);
        }
        else
        {
            grown = Step(node, "Erf", [Step(node, "Div", [x, Number(node, Math.Sqrt(2))])]);
        }
        var share = Step(node, "Mul", [x, Step(node, "Add", [grown, Number(node, 1)])]);
        Step(node, "Mul", [share, Number(node, 0.5)], isLast: true);
    }

    private void Mish(OnnxNode node) => Step(node, "Mul", [node.Inputs[0], Step(node, "Tanh", [Step(node, "Softplus", [node.Inputs[0]])])], isLast: true);

    // Groups are standardized as channels are; then each channel is scaled, with all its places in a row.
    private void GroupNorm(OnnxNode node)
    {
        var (groups, x) = (node.Integer("num_groups", 1), node.Inputs[0]);
        if (!_tensors.TryGetValue(node.Inputs[1], out var scale) || !_tensors.TryGetValue(node.Inputs[2], out _))
            throw new NotSupportedException($"node {node.Title} takes its scale from another node, which is not offered");
        if (_opset < 21 && scale.Count != 1 && scale.Count == groups) throw new NotSupportedException($"node {node.Title} has a scale for each group, as in opset 18; offered is that of opset 21, one for each channel");
        var rows = Step(node, "Reshape", [x, Constant(OnnxTensor.Vector(0, groups, -1))]);
        var (ones, zeros) = (OnnxTensor.Of([.. Enumerable.Repeat(1f, (int)groups)], groups), OnnxTensor.Of(new float[groups], groups));
        var standard = Step(node, "InstanceNormalization", [rows, Constant(ones), Constant(zeros)], false, ("epsilon", node.Real("epsilon", 1e-5f)));
        var channels = Step(node, "Reshape", [standard, Constant(OnnxTensor.Vector(0, scale.Count, -1))]);
        string Column(string weight) => Step(node, "Unsqueeze", [weight, Constant(OnnxTensor.Vector(1))]);
        var scaled = Step(node, "Add", [Step(node, "Mul", [channels, Column(node.Inputs[1])]), Column(node.Inputs[2])]);
        Step(node, "Reshape", [scaled, Step(node, "Shape", [x])], isLast: true);
    }
}
