namespace MLNetDeep.Onnx.Graph;

/// <summary>
/// A graph under construction: nodes in order, the tensors they hold, inputs and outputs. The first dimension of inputs and
/// outputs is the batch, whose size is left open.
/// </summary>
/// <param name="opset">The version of the operators that its nodes are of; a later one is taken where a node needs it.</param>
internal sealed class OnnxGraph(int opset = OnnxGraph.Opset)
{
    /// <summary>The version of the operators, and of the file format that goes with it.</summary>
    public const int Opset = 17, IrVersion = 8, MlOpset = 2;

    // Since when ScatterElements knows the largest of several values. Operators that reduce have their axes as an input then.
    private const int LaterOpset = 18;
    private static readonly HashSet<string> _reducing = ["ReduceMax", "ReduceMean", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceProd", "ReduceSumSquare", "ReduceLogSumExp"];

    /// <summary>The domain of LabelEncoder.</summary>
    public const string MlDomain = "ai.onnx.ml";

    private readonly List<ProtoMessage> _tensors = [], _inputs = [], _outputs = [];
    private readonly List<Func<int, ProtoMessage>> _nodes = [];
    private int _names, _opset = opset;
    private bool _usesMl;

    public string Input(string name, OnnxElement element, IEnumerable<long> rowShape)
    {
        _inputs.Add(ValueInfo(name, element, rowShape));
        return name;
    }

    public void Output(string name, OnnxElement element, IEnumerable<long> rowShape) =>
        _outputs.Add(ValueInfo(name, element, rowShape));

    /// <summary>Adds an input of whatever shape, -1 for a size that is not said.</summary>
    public void Port(string name, OnnxElement element, IEnumerable<long> shape) => _inputs.Add(ValueInfo(name, element, shape.Select(Dimension)));

    /// <summary>Adds an output whose type and shape follow from the nodes.</summary>
    public void Output(string name) => _outputs.Add(new ProtoMessage().Add(1, name));

    public string Constant(OnnxTensor tensor, string? name = null)
    {
        name ??= NewName("constant");
        _tensors.Add(tensor.ToProto(name));
        return name;
    }

    /// <summary>Adds a node with one output and names that output.</summary>
    public string Node(string op, IEnumerable<string> inputs, params (string Name, object Value)[] attributes)
    {
        string output = NewName(op);
        AddNode(op, "", output, inputs, [output], attributes);
        return output;
    }

    /// <summary>Adds a node whose own name, output name or domain matter.</summary>
    public void AddNode(string op, string domain, string name, IEnumerable<string> inputs, IEnumerable<string> outputs,
        params (string Name, object Value)[] attributes)
    {
        string[] taken = [.. inputs], given = [.. outputs];
        _nodes.Add(opset => opset >= LaterOpset && _reducing.Contains(op) && attributes.FirstOrDefault(a => a.Name == "axes").Value is long[] axes
            ? Proto(op, domain, name, [.. taken, Constant(OnnxTensor.Vector(axes))], given, attributes.Where(a => a.Name != "axes"))
            : Proto(op, domain, name, taken, given, attributes));
        _usesMl |= domain == MlDomain;
        if (op == "ScatterElements" && attributes.Any(a => a is { Name: "reduction", Value: "max" })) _opset = Math.Max(_opset, LaterOpset);
    }

    /// <summary>Writes the model.</summary>
    /// <param name="producer">Who made it.</param>
    /// <param name="graphName">What the graph is called.</param>
    /// <param name="metadata">Texts by their names, which are kept beside the graph.</param>
    public byte[] ToModel(string producer, string graphName, params (string Key, string Value)[] metadata)
    {
        List<ProtoMessage> nodes = [.. _nodes.Select(node => node(_opset))];
        var graph = new ProtoMessage()
            .AddEach(nodes, (m, node) => m.Add(1, node))
            .Add(2, graphName)
            .AddEach(_tensors, (m, tensor) => m.Add(5, tensor))
            .AddEach(_inputs, (m, input) => m.Add(11, input))
            .AddEach(_outputs, (m, output) => m.Add(12, output));
        var model = new ProtoMessage().Add(1, IrVersion).Add(2, producer).Add(7, graph).Add(8, OperatorSet("", _opset));
        if (_usesMl) model.Add(8, OperatorSet(MlDomain, MlOpset));
        return model.AddEach(metadata, (m, entry) => m.Add(14, new ProtoMessage().Add(1, entry.Key).Add(2, entry.Value))).ToArray();
    }

    private static ProtoMessage Proto(string op, string domain, string name, IEnumerable<string> inputs, IEnumerable<string> outputs, IEnumerable<(string Name, object Value)> attributes)
    {
        var node = new ProtoMessage()
            .AddEach(inputs, (m, input) => m.Add(1, input))
            .AddEach(outputs, (m, output) => m.Add(2, output))
            .Add(3, name)
            .Add(4, op)
            .AddEach(attributes, (m, attribute) => m.Add(5, Attribute(attribute.Name, attribute.Value)));
        return domain.Length > 0 ? node.Add(7, domain) : node;
    }

    /// <summary>A name that nothing else has.</summary>
    public string Reserve(string stem) => NewName(stem);

    private string NewName(string stem) => $"{stem}_{_names++}";

    private static ProtoMessage OperatorSet(string domain, int version) =>
        new ProtoMessage().Add(1, domain).Add(2, version);

    private static ProtoMessage ValueInfo(string name, OnnxElement element, IEnumerable<long> rowShape) =>
        ValueInfo(name, element, rowShape.Select(dim => new ProtoMessage().Add(1, dim)).Prepend(new ProtoMessage().Add(2, "batch")));

    private static ProtoMessage ValueInfo(string name, OnnxElement element, IEnumerable<ProtoMessage> dimensions)
    {
        var shape = new ProtoMessage().AddEach(dimensions, (m, dimension) => m.Add(1, dimension));
        var tensor = new ProtoMessage().Add(1, (long)element).Add(2, shape);
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, tensor));
    }

    private static ProtoMessage Dimension(long size) => size < 0 ? new ProtoMessage() : new ProtoMessage().Add(1, size);

    private static ProtoMessage Attribute(string name, object value)
    {
        const int kind = 20;
        var proto = new ProtoMessage().Add(1, name);
        return value switch
        {
            float real => proto.Add(2, real).Add(kind, 1),
            int integer => proto.Add(3, (long)integer).Add(kind, 2),
            long integer => proto.Add(3, integer).Add(kind, 2),
            bool flag => proto.Add(3, flag ? 1L : 0L).Add(kind, 2),
            string text => proto.Add(4, text).Add(kind, 3),
            OnnxTensor tensor => proto.Add(5, tensor.ToProto("")).Add(kind, 4),
            float[] reals => proto.AddEach(reals, (m, real) => m.Add(7, real)).Add(kind, 6),
            long[] integers => proto.AddEach(integers, (m, integer) => m.Add(8, integer)).Add(kind, 7),
            string[] texts => proto.AddEach(texts, (m, text) => m.Add(9, text)).Add(kind, 8),
            _ => throw new ArgumentException(
                $"An ONNX attribute is a float, int, long, bool, string, a tensor, or an array of the first, but '{name}' is {value.GetType()}."),
        };
    }
}
