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

    private readonly List<ProtoMessage> _inputs = [], _outputs = [];
    private readonly List<(string Name, OnnxTensor Value)> _tensors = [];
    private readonly List<GraphNode> _nodes = [];
    private int _names, _opset = opset;

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
        _tensors.Add((name, tensor));
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
        _nodes.Add(new GraphNode(op, domain, name, [.. inputs], [.. outputs], attributes));
        if (op == "ScatterElements" && attributes.Any(a => a is { Name: "reduction", Value: "max" })) _opset = Math.Max(_opset, LaterOpset);
    }

    /// <summary>Keeps matrices, filters and embeddings in 8 bits; see <see cref="Int8Weights"/>.</summary>
    public void Quantize()
    {
        var (nodes, tensors) = (_nodes.ToList(), _tensors.ToList());
        _nodes.Clear();
        _tensors.Clear();
        new Int8Weights(this, tensors).Add(nodes);
    }

    /// <summary>The nodes, in their order.</summary>
    public IReadOnlyList<GraphNode> Nodes => _nodes;

    /// <summary>Adds a node that is there already.</summary>
    public void Add(GraphNode node) => _nodes.Add(node);

    /// <summary>Writes the model.</summary>
    /// <param name="producer">Who made it.</param>
    /// <param name="graphName">What the graph is called.</param>
    /// <param name="metadata">Texts by their names, which are kept beside the graph.</param>
    public byte[] ToModel(string producer, string graphName, params (string Key, string Value)[] metadata)
    {
        List<ProtoMessage> nodes = [.. _nodes.Select(Proto)];
        var graph = new ProtoMessage()
            .AddEach(nodes, (m, node) => m.Add(1, node))
            .Add(2, graphName)
            .AddEach(_tensors, (m, tensor) => m.Add(5, tensor.Value.ToProto(tensor.Name)))
            .AddEach(_inputs, (m, input) => m.Add(11, input))
            .AddEach(_outputs, (m, output) => m.Add(12, output));
        var model = new ProtoMessage().Add(1, IrVersion).Add(2, producer).Add(7, graph).Add(8, OperatorSet("", _opset));
        if (_nodes.Exists(node => node.Domain == MlDomain)) model.Add(8, OperatorSet(MlDomain, MlOpset));
        return model.AddEach(metadata, (m, entry) => m.Add(14, new ProtoMessage().Add(1, entry.Key).Add(2, entry.Value))).ToArray();
    }

    private ProtoMessage Proto(GraphNode node)
    {
        var (inputs, attributes) = (node.Inputs, node.Attributes);
        if (_opset >= LaterOpset && _reducing.Contains(node.Op) && attributes.FirstOrDefault(a => a.Name == "axes").Value is long[] axes)
            (inputs, attributes) = ([.. inputs, Constant(OnnxTensor.Vector(axes))], [.. attributes.Where(a => a.Name != "axes")]);
        var proto = new ProtoMessage()
            .AddEach(inputs, (m, input) => m.Add(1, input))
            .AddEach(node.Outputs, (m, output) => m.Add(2, output))
            .Add(3, node.Name)
            .Add(4, node.Op)
            .AddEach(attributes, (m, attribute) => m.Add(5, Attribute(attribute.Name, attribute.Value)));
        return node.Domain.Length > 0 ? proto.Add(7, node.Domain) : proto;
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

/// <summary>A node of a graph.</summary>
/// <param name="Op">Its operator.</param>
/// <param name="Domain">Where that is from; empty for the standard's own.</param>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">What it is given; empty names for what is left out.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Attributes">What is settled.</param>
internal sealed record GraphNode(string Op, string Domain, string Name, string[] Inputs, string[] Outputs, (string Name, object Value)[] Attributes);
