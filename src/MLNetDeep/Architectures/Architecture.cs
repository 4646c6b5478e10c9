using MLNetDeep.Inputs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep;

/// <summary>One kind of network: its options, and how options and the shape of the data make a module.</summary>
public abstract class Architecture
{
    /// <summary>The name in options files, on the command line and in saved models: lower case, no spaces.</summary>
    public abstract string Key { get; }

    /// <summary>The name in reports.</summary>
    public abstract string DisplayName { get; }

    /// <summary>Its kind of input: that whose shape it takes.</summary>
    public abstract InputKind InputKind { get; }

    /// <summary>The class of its options.</summary>
    public abstract Type OptionsType { get; }

    /// <summary>Whether its networks can be a part of a larger one, which takes their outputs for an embedding.</summary>
    internal virtual bool CanBePart => true;

    /// <summary>Whether its networks are out of a file that comes from elsewhere: it cannot be tried without one.</summary>
    internal virtual bool NeedsFile => false;

    /// <summary>Whether its networks train faster in bfloat16 where the CPU has instructions for it and they are large enough (bench/overhead).</summary>
    internal virtual bool GainsFromBFloat16 => true;

    /// <summary>Options with their defaults.</summary>
    public TrainerOptions CreateOptions() => (TrainerOptions)Activator.CreateInstance(OptionsType)!;

    /// <summary>Options of a small network of this kind that trains in seconds: for tests and for trying a pipeline out.</summary>
    public virtual TrainerOptions CreateSmallOptions() => CreateOptions();

    /// <summary>
    /// Makes the module; its forward takes what the kind of input gives, mostly one tensor, and returns raw outputs, one for each of <paramref name="output"/>.
    /// </summary>
    public abstract Module Build(TrainerOptions options, InputShape input, OutputShape output);
}

/// <summary>An architecture with options of type <typeparamref name="TOptions"/>.</summary>
/// <typeparam name="TOptions">The class of its options.</typeparam>
/// <typeparam name="TInput">The shape of its input.</typeparam>
public abstract class Architecture<TOptions, TInput> : Architecture
    where TOptions : TrainerOptions, new()
    where TInput : InputShape
{
    /// <inheritdoc/>
    public sealed override Type OptionsType => typeof(TOptions);

    /// <inheritdoc/>
    public override InputKind InputKind => InputKinds.OfShape(typeof(TInput));

    /// <inheritdoc/>
    public sealed override TrainerOptions CreateSmallOptions()
    {
        var options = new TOptions();
        Shrink(options);
        return options;
    }

    /// <inheritdoc/>
    public sealed override Module<Tensor, Tensor> Build(TrainerOptions options, InputShape input, OutputShape output) =>
        Build((TOptions)options, (TInput)input, output);

    /// <summary>Makes the module.</summary>
    protected abstract Module<Tensor, Tensor> Build(TOptions options, TInput input, OutputShape output);

    /// <summary>Makes the network small; the defaults are left where they are small already.</summary>
    protected virtual void Shrink(TOptions options)
    {
    }
}
