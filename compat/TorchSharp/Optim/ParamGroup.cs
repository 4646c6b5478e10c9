using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What an optimizer knows about a group of parameters.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
    }
}

/// <summary>What an optimizer remembers about one parameter from step to step.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    public virtual void to(Device device) { }

    public abstract void Initialize(OptimizerOptions options);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void LoadStateDict(OptimizerState source);

    public abstract void SaveStateDict(BinaryWriter writer);

    internal Parameter Parameter => _parameter;

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        var present = reader.ReadBoolean();
        result?.Dispose();
        result = present ? Tensor.Load(reader).to(device, disposeAfter: true).DetachFromDisposeScope() : null;
    }

    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>A tensor of zeros like the parameter, that lives as long as this state.</summary>
    internal Tensor Zeros() => _parameter.zeros_like().DetachFromDisposeScope();

    /// <summary>Fills <paramref name="target"/> from another state's tensor, or drops it.</summary>
    internal void Take(ref Tensor? target, Tensor? source)
    {
        target?.Dispose();
        target = source?.to(_parameter.device, copy: true).DetachFromDisposeScope();
    }

    internal static bool Near(Tensor? left, Tensor? right) =>
        left is null ? right is null : right is not null && left.allclose(right);

    internal static void Move(ref Tensor? tensor, Device device)
    {
        if (tensor is null)
            return;
        var moved = tensor.to(device);
        if (!ReferenceEquals(moved, tensor))
            tensor.Dispose();
        tensor = moved.DetachFromDisposeScope();
    }
}

public class ParamGroup : ILearningRateController
{
    public IEnumerable<Parameter> Parameters { get; set; } = [];

    public OptimizerOptions Options { get; set; } = new();

    public double LearningRate
    {
        get => Options.LearningRate!.Value;
        set => Options.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}

public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
{
    public ParamGroup() { }

    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
    {
        Parameters = parameters;
        if (options is not null)
            base.Options = options;
    }

    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
