using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>The graph of a language model under construction: what all layers share, and keys and values.</summary>
internal sealed class GptGraph
{
    // What takes a place out of a softmax.
    private const double Nothing = -1e9;
    private readonly long _halfHead;
    private readonly OnnxValue? _cosines, _sines;
    private readonly OnnxValue _first, _end;
    private readonly (OnnxValue Keys, OnnxValue Values)? _before;
    private readonly List<(OnnxValue Key, OnnxValue Value)> _new = [];

    /// <param name="composer">The graph.</param>
    /// <param name="model">The network.</param>
    /// <param name="tokens">The tokens [rows, length].</param>
    /// <param name="before">Keys and values of the tokens before [rows, layers, heads, tokens before, head]; null for none.</param>
    public GptGraph(OnnxComposer composer, LanguageModule model, OnnxValue tokens, (OnnxValue Keys, OnnxValue Values)? before)
    {
        (Composer, _before, _halfHead) = (composer, before, model.HeadWidth / 2);
        _first = before is { } known ? Size(known.Keys, 3) : Longs(0);
        _end = Node("Add", [_first, Size(tokens, 1)]);
        if (model.Angles is { } angles) (_cosines, _sines) = (Places(angles.Cosines), Places(angles.Sines));
        OnnxValue Count(OnnxValue from, OnnxValue to) => Node("Range", [Whole(from), Whole(to), new OnnxValue(Composer.Graph.Constant(OnnxTensor.WholeScalar(1)), [])]);
        var sees = Node("LessOrEqual", [Node("Unsqueeze", [Count(Longs(0), _end), Longs(0)]), Node("Unsqueeze", [Count(_first, _end), Longs(1)])]);
        Mask = Node("Mul", [Node("Sub", [Node("Cast", [sees], ("to", (long)OnnxElement.Float)), Composer.Constant(1)]), Composer.Constant(-Nothing)]);
    }

    /// <summary>The graph.</summary>
    public OnnxComposer Composer { get; }

    /// <summary>What is added to how much a token looks at each place: 0, or far below for one behind it [length, all tokens].</summary>
    public OnnxValue Mask { get; }

    /// <summary>Adds an operator.</summary>
    public OnnxValue Node(string op, IEnumerable<OnnxValue> inputs, params (string Name, object Value)[] attributes) => Composer.Node(op, [], inputs, attributes);

    /// <summary>Adds whole numbers.</summary>
    public OnnxValue Longs(params long[] values) => new(Composer.Graph.Constant(OnnxTensor.Vector(values)), [values.Length]);

    /// <summary>Adds the size of a dimension, as a vector of one.</summary>
    public OnnxValue Size(OnnxValue value, long dimension) => Node("Slice", [Node("Shape", [value]), Longs(dimension), Longs(dimension + 1)]);

    /// <summary>Adds another shape; 0 keeps a dimension.</summary>
    public OnnxValue Reshape(OnnxValue value, params long[] shape) => Node("Reshape", [value, Longs(shape)]);

    /// <summary>Adds a stretch of a dimension.</summary>
    public OnnxValue Slice(OnnxValue value, long dimension, long from, long end) => Node("Slice", [value, Longs(from), Longs(end), Longs(dimension)]);

    /// <summary>Adds the entry of a number in a dimension, which goes away.</summary>
    public OnnxValue Pick(OnnxValue value, long dimension, long number) => Node("Gather", [value, new OnnxValue(Composer.Graph.Constant(OnnxTensor.WholeScalar(number)), [])], ("axis", dimension));

    /// <summary>Adds the rows of a table that belong to the tokens' places [length, ..].</summary>
    public OnnxValue Places(Tensor table) => Node("Slice", [Composer.Constant(table), _first, _end, Longs(0)]);

    /// <summary>Adds what tokens take from those that they see [rows, length, width]; of queries, keys and values [rows, heads, length, head].</summary>
    public OnnxValue Attend(OnnxValue query, OnnxValue key, OnnxValue value, int heads, int head)
    {
        var scores = Node("MatMul", [query, Node("Transpose", [key], ("perm", new long[] { 0, 1, 3, 2 }))]);
        scores = Node("Add", [Node("Mul", [scores, Composer.Constant(1 / Math.Sqrt(head))]), Mask]);
        var mixed = Node("MatMul", [Node("Softmax", [scores], ("axis", -1)), value]);
        return Reshape(Node("Transpose", [mixed], ("perm", new long[] { 0, 2, 1, 3 })), 0, 0, (long)heads * head);
    }

    /// <summary>Adds a product with a matrix [inputs, outputs].</summary>
    public OnnxValue Linear(OnnxValue value, Tensor matrix) => Node("MatMul", [value, Composer.Constant(matrix)]);

    /// <summary>Adds what <see cref="GptPlaces.Turn"/> does to vectors [2, rows, heads, length, head].</summary>
    public OnnxValue Turn(OnnxValue vectors)
    {
        OnnxValue first = Slice(vectors, 4, 0, _halfHead), second = Slice(vectors, 4, _halfHead, 2 * _halfHead);
        OnnxValue Times(OnnxValue left, OnnxValue right) => Node("Mul", [left, right]);
        return Node("Concat", [Node("Sub", [Times(first, _cosines!), Times(second, _sines!)]), Node("Add", [Times(second, _cosines!), Times(first, _sines!)])], ("axis", 4));
    }

    /// <summary>Puts keys and values of a layer [rows, heads, length, head] behind those before; gives all.</summary>
    public (OnnxValue Keys, OnnxValue Values) Remember(int layer, OnnxValue key, OnnxValue value)
    {
        if (_before is not { } before) return (key, value);
        OnnxValue Behind(OnnxValue known, OnnxValue added) => Node("Concat", [Pick(known, 1, layer), added], ("axis", 2));
        _new.Add((Behind(before.Keys, key), Behind(before.Values, value)));
        return _new[^1];
    }

    /// <summary>Adds the keys, or the values, of all layers [rows, layers, heads, tokens, head], under a name.</summary>
    public void Output(string name, Func<(OnnxValue Key, OnnxValue Value), OnnxValue> of, params long[] rowShape)
    {
        var layers = _new.Select(pair => Node("Unsqueeze", [of(pair), Longs(1)]).Name).ToList();
        Composer.Graph.AddNode("Concat", "", name, layers, [name], ("axis", 1));
        Composer.Graph.Output(name, OnnxElement.Float, rowShape);
    }

    private OnnxValue Whole(OnnxValue vector) => Node("Squeeze", [vector, Longs(0)]);
}
