using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>
/// An imported network as a module: its weights are parameters under the names that the file has for them, its nodes are computed by libtorch, several of them at once where
/// together they are a layer (see <see cref="GraphLayers"/>).
/// </summary>
internal sealed class GraphModule : Module
{
    private readonly NetworkGraph _graph;
    private readonly List<GraphStep> _steps;
    private readonly Dictionary<string, Func<Tensor>> _values = [], _exported = [];
    private readonly Dictionary<string, string> _constants = [];

    /// <summary>Makes the network; its weights are to be loaded.</summary>
    /// <param name="graph">What it computes.</param>
    /// <param name="settings">What is added in training.</param>
    public GraphModule(NetworkGraph graph, ImportSettings settings) : base(nameof(GraphModule))
    {
        _graph = graph;
        var layers = new GraphLayers(graph, settings);
        _steps = layers.Plan();
        var names = new ModuleNames(this);
        foreach (var step in _steps) step.Register(names);
        foreach (var (name, value) in layers.Weights) _values[name] = value;
        foreach (var (name, value) in layers.Exported) _exported[name] = value;
        // Weights that no layer has for itself.
        foreach (var (name, shape) in graph.Weights.Where(weight => !_values.ContainsKey(weight.Key)))
        {
            var (owner, leaf) = names.Place(name);
            var parameter = nn.Parameter(zeros(shape));
            parameter.DetachFromDisposeScope();
            owner.register_parameter(leaf, parameter);
            _values[name] = _exported[name] = () => owner.get_parameter(leaf)!;
        }
        foreach (var (name, tensor) in graph.Constants)
        {
            var buffer = $"constant{_constants.Count}";
            register_buffer(buffer, TensorValues.ToTorch(tensor).DetachFromDisposeScope(), persistent: false);
            _constants[name] = buffer;
        }
        Parts = layers.Parts();
        if (settings.LoraRank == 0) return;
        foreach (var (name, parameter) in named_parameters())
            if (!name.Contains(LoraLinear.Prefix, StringComparison.Ordinal)) parameter.requires_grad_(false);
    }

    /// <summary>What is given to it.</summary>
    public IReadOnlyList<GraphPort> Inputs => _graph.Inputs;

    /// <summary>The network from its input on: for each part the prefixes of its weights' names.</summary>
    public IReadOnlyList<string[]> Parts { get; }

    /// <summary>The layers that several nodes became together, by their kinds: what tests look at.</summary>
    public IReadOnlyDictionary<string, int> Layers => _steps.GroupBy(step => step.Kind).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Puts the weights of a file in.</summary>
    public void Load(IReadOnlyDictionary<string, OnnxTensor> weights)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var (name, value) in _values)
        {
            var own = value();
            own.copy_(TensorValues.ToTorch(weights[name]).to(own.dtype));
        }
    }

    /// <summary>Draws the weights of the last parts anew, as those of BERT were before it learnt (Devlin et al., 2019): matrices from a normal distribution of deviation 0.02, norms that change nothing.</summary>
    /// <param name="parts">How many.</param>
    public void Reinitialize(int parts)
    {
        const double Deviation = 0.02;
        using var still = no_grad();
        string[] prefixes = [.. Parts.TakeLast(parts).SelectMany(part => part)];
        foreach (var (name, parameter) in named_parameters().Where(p => Array.Exists(prefixes, prefix => p.name.StartsWith(prefix + ".", StringComparison.Ordinal))))
        {
            if (parameter.dim() > 1) nn.init.normal_(parameter, 0, Deviation);
            else if (name.EndsWith("bias", StringComparison.Ordinal)) nn.init.zeros_(parameter);
            else if (name.EndsWith("weight", StringComparison.Ordinal)) nn.init.ones_(parameter);
        }
    }

    /// <summary>Computes the output.</summary>
    /// <param name="inputs">Its inputs, by their names.</param>
    /// <exception cref="InvalidDataException">A node does not suit what it is given; the message names it.</exception>
    public Tensor Run(IReadOnlyDictionary<string, Tensor> inputs) => Run(inputs, null);

    /// <summary>Computes the output, and shows each tensor on the way.</summary>
    public Tensor Run(IReadOnlyDictionary<string, Tensor> inputs, Action<string, Tensor>? see)
    {
        using var scope = NewDisposeScope();
        var values = new Dictionary<string, Tensor>(inputs);
        for (var i = 0; i < _steps.Count; i++)
        {
            var step = _steps[i];
            // Where it begins in its middle, what is given is not computed.
            if (!step.Inputs.All(name => name.Length == 0 || values.ContainsKey(name) || _values.ContainsKey(name) || _constants.ContainsKey(name)) || values.ContainsKey(step.Outputs[0])) continue;
            var taken = Array.ConvertAll(step.Inputs, name => name.Length == 0 ? null : Value(name, values));
            var given = Compute(step, taken);
            for (var k = 0; k < step.Outputs.Length; k++)
            {
                values[step.Outputs[k]] = given[k];
                see?.Invoke(step.Outputs[k], given[k]);
            }
        }
        return values[_graph.Output].MoveToOuterDisposeScope();
    }

    /// <summary>The tensor that all of its beginning that stays as it is ends in; null where nothing stays, or where it ends in several.</summary>
    /// <param name="isFrozen">Whether a layer stays.</param>
    public string? StillUntil(Func<Module, bool> isFrozen)
    {
        HashSet<string> still = [.. Inputs.Select(input => input.Name), .. _constants.Keys], computed = [];
        foreach (var step in _steps)
        {
            if (!step.IsStill(isFrozen) || !step.Inputs.All(input => input.Length == 0 || still.Contains(input) || step.Weights.Contains(input))) continue;
            still.UnionWith(step.Outputs);
            computed.UnionWith(step.Outputs);
        }
        var ends = _steps.Where(step => !still.Contains(step.Outputs[0])).SelectMany(step => step.Inputs).Append(_graph.Output).Where(still.Contains).Except(_constants.Keys).Distinct().ToList();
        return ends is [var end] && computed.Contains(end) ? end : null;
    }

    /// <summary>Adds the nodes of the file, with the weights as they are now.</summary>
    /// <param name="composer">The graph.</param>
    /// <param name="inputs">Its inputs, by their names.</param>
    /// <param name="rowShape">The dimensions of one row of its output.</param>
    /// <param name="until">The tensor that is wanted; null for its output.</param>
    public OnnxValue Export(OnnxComposer composer, IReadOnlyDictionary<string, OnnxValue> inputs, IReadOnlyList<long> rowShape, string? until = null)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var names = inputs.ToDictionary(input => input.Key, input => input.Value.Name);
        var output = until ?? _graph.Output;
        var needed = _graph.Before(output);
        foreach (var name in needed.SelectMany(node => node.Inputs).Distinct())
        {
            if (_graph.Constants.TryGetValue(name, out var tensor)) names[name] = composer.Graph.Constant(tensor);
            else if (_exported.TryGetValue(name, out var value)) names[name] = composer.Graph.Constant(TensorValues.ToOnnx(value()));
        }
        foreach (var node in needed)
        {
            string[] outputs = [.. node.Outputs.Select(name => name.Length == 0 ? "" : composer.Graph.Reserve(node.Op))];
            foreach (var (name, reserved) in node.Outputs.Zip(outputs)) names[name] = reserved;
            composer.Graph.AddNode(node.Op, "", outputs[0], node.Inputs.Select(input => input.Length == 0 ? "" : names[input]), outputs, [.. node.Attributes.Select(a => (a.Key, a.Value))]);
        }
        return new OnnxValue(names[output], [.. rowShape]);
    }

    protected override void RegisterComponents()
    {
    }

    private Tensor Value(string name, Dictionary<string, Tensor> values) =>
        values.TryGetValue(name, out var value) ? value : _values.TryGetValue(name, out var weight) ? weight() : get_buffer(_constants[name])!;

    private static Tensor[] Compute(GraphStep step, Tensor?[] inputs)
    {
        try
        {
            return step.Run(inputs);
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e) && e is not OperationCanceledException)
        {
            throw new InvalidDataException($"node {step.Title} does not suit what it is given, {string.Join(" and ", inputs.OfType<Tensor>().Select(input => $"[{string.Join(", ", input.shape)}]"))}: {TorchErrors.Reason(e)}", e);
        }
    }
}

/// <summary>What an imported network has beside what its file says.</summary>
/// <param name="Dropout">The share of numbers that is dropped in training behind each layer that is added to what went into it.</param>
/// <param name="LoraRank">The rank of what each product of matrices learns in place of its weights; 0 lets the weights learn.</param>
/// <param name="LoraScale">What that is multiplied with.</param>
internal sealed record ImportSettings(double Dropout = 0, int LoraRank = 0, double LoraScale = 1);

/// <summary>Gives modules and weights places by names with dots: each part of a name a module inside the one before.</summary>
internal sealed class ModuleNames(Module root)
{
    private readonly HashSet<string> _taken = [];

    /// <summary>The module that a name's owner is, and what is left of the name.</summary>
    public (Module Owner, string Leaf) Place(string name)
    {
        var parts = Unique(name).Split('.');
        var owner = root;
        foreach (var part in parts[..^1])
        {
            var next = owner.named_children().FirstOrDefault(child => child.name == part).module;
            if (next is null) owner.register_module(part, next = new Folder(part));
            owner = next;
        }
        return (owner, parts[^1]);
    }

    /// <summary>Registers a module under a name, and gives that name as it is now.</summary>
    public string Register(string name, Module module)
    {
        var (owner, leaf) = Place(name);
        owner.register_module(leaf, module);
        return string.Join('.', PathOf(owner).Append(leaf));
    }

    private IEnumerable<string> PathOf(Module owner) => ReferenceEquals(owner, root) ? [] : root.named_modules().First(pair => ReferenceEquals(pair.module, owner)).name.Split('.');

    // Torch's names are of letters, digits and underscores, with dots between; no part may stand where another module is.
    private string Unique(string name)
    {
        var plain = string.Join('.', name.Split(['.', '/', ':'], StringSplitOptions.RemoveEmptyEntries).Select(part => string.Concat(part.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_'))));
        if (plain.Length == 0) plain = "weight";
        var found = plain;
        for (var i = 2; !_taken.Add(found); i++) found = $"{plain}_{i}";
        return found;
    }

    private sealed class Folder(string name) : Module(name)
    {
        protected override void RegisterComponents()
        {
        }
    }
}
