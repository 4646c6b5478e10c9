using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>A step of an imported network: one node, or several that are a layer together.</summary>
/// <param name="kind">What it is.</param>
/// <param name="node">The node that gives its first output.</param>
/// <param name="inputs">What it takes.</param>
internal abstract class GraphStep(string kind, OnnxNode node, params string[] inputs)
{
    public string Kind => kind;

    public string Title => node.Title;

    public string[] Inputs => inputs;

    public string[] Outputs { get; protected init; } = [node.Outputs[0]];

    /// <summary>The names of the weights that it has for itself.</summary>
    public virtual IEnumerable<string> Weights => [];

    /// <summary>Whether it gives the same in every epoch, as far as its own layer goes.</summary>
    /// <param name="isFrozen">Whether a layer stays as it is.</param>
    public virtual bool IsStill(Func<Module, bool> isFrozen) => true;

    /// <summary>What it does; an input is null where it is left out.</summary>
    public abstract Tensor[] Run(Tensor?[] inputs);

    /// <summary>Registers its modules.</summary>
    public virtual void Register(ModuleNames names)
    {
    }
}

/// <summary>A node as it is.</summary>
internal sealed class NodeStep : GraphStep
{
    private readonly Operation _operation;

    public NodeStep(OnnxNode node) : base(node.Op, node, [.. node.Inputs])
    {
        Outputs = [.. node.Outputs];
        _operation = OperatorTable.Get(node);
    }

    public override Tensor[] Run(Tensor?[] inputs) => _operation(inputs);
}

/// <summary>A step with weights of its own, which are those of a module.</summary>
/// <param name="kind">What it is.</param>
/// <param name="node">The node that gives its output.</param>
/// <param name="name">What its module is called.</param>
/// <param name="inputs">What it takes.</param>
internal abstract class LayerStep(string kind, OnnxNode node, string name, params string[] inputs) : GraphStep(kind, node, inputs)
{
    /// <summary>The module's name in the network, once it is registered.</summary>
    public string Name { get; private set; } = name;

    protected abstract Module Layer { get; }

    /// <summary>The weights by the names that the file has for them, in the shape that it has for them.</summary>
    public abstract IEnumerable<(string Name, Func<Tensor> Value)> Values { get; }

    /// <summary>The same as they are to be exported.</summary>
    public virtual IEnumerable<(string Name, Func<Tensor> Value)> Exported => Values;

    public sealed override IEnumerable<string> Weights => Values.Select(value => value.Name);

    public override bool IsStill(Func<Module, bool> isFrozen) => isFrozen(Layer);

    public override void Register(ModuleNames names) => Name = names.Register(Name, Layer);
}
