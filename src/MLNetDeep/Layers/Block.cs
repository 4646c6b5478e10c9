using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>A module with a forward of its own that takes one tensor and can be exported.</summary>
internal abstract class Block(string name) : Block<Tensor>(name), IOnnxExportable
{
    public abstract OnnxValue Export(OnnxComposer composer, OnnxValue input);
}

/// <summary>
/// A module with a forward of its own: its parts and parameters have the names it gives them, whatever its fields are
/// called, and what forward makes on the way is freed at its end.
/// </summary>
/// <typeparam name="TInput">What forward takes.</typeparam>
internal abstract class Block<TInput>(string name) : Module<TInput, Tensor>(name)
{
    public sealed override Tensor forward(TInput input)
    {
        using var scope = NewDisposeScope();
        var output = Run(input);
        // Whoever runs layers one after the other frees what went into each: a result is a tensor of its own.
        return (ReferenceEquals(output, input) ? output.alias() : output).MoveToOuterDisposeScope();
    }

    /// <summary>What forward does.</summary>
    protected abstract Tensor Run(TInput input);

    /// <summary>Registers a parameter, which from now on belongs to this module and to no dispose scope.</summary>
    public override void register_parameter(string name, Parameter param)
    {
        param.DetachFromDisposeScope();
        base.register_parameter(name, param);
    }

    /// <summary>Registers a buffer, which from now on belongs to this module and to no dispose scope.</summary>
    public override void register_buffer(string name, Tensor tensor, bool persistent = true) =>
        base.register_buffer(name, tensor.DetachFromDisposeScope(), persistent);

    /// <summary>Registers a part under the name that its weights are known by.</summary>
    protected T Part<T>(string name, T module) where T : Module
    {
        register_module(name, module);
        return module;
    }

    /// <summary>Registers a parameter; read it with <c>get_parameter</c>, as moving to a device replaces it.</summary>
    protected void Parameter(string name, Tensor start) => register_parameter(name, nn.Parameter(start));

    // Parts are registered by name in constructors; registering fields too would give every weight a second name.
    protected override void RegisterComponents()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var child in children()) child.Dispose();
            foreach (var parameter in parameters(recurse: false)) parameter.Dispose();
            foreach (var buffer in buffers(recurse: false)) buffer.Dispose();
        }
        base.Dispose(disposing);
    }
}
