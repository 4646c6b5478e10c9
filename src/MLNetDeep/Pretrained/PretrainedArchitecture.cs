using MLNetDeep.Architectures;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Pretraining;

/// <summary>Networks that start from a pretrained ONNX model of one tensor of reals.</summary>
/// <typeparam name="TOptions">The class of their options.</typeparam>
/// <typeparam name="TInput">The shape of their input.</typeparam>
internal abstract class PretrainedArchitecture<TOptions, TInput> : Architecture<TOptions, TInput>, IStartsFromFile, IPretrainable
    where TOptions : TrainerOptions, INamesModel, new()
    where TInput : InputShape
{
    public string Head => "head";

    internal override bool NeedsFile => true;

    public IReadOnlyList<NameMap> Published(Module network) => [];

    public IReadOnlyList<string[]> Parts(Module network) => [.. ((PretrainedModule)network).Encoder.Parts.Select(part => part.Select(name => $"encoder.{name}").ToArray()), [Head]];

    public TrainerOptions Open(TrainerOptions options, TrainerOptions? previous)
    {
        var own = (TOptions)options.Clone();
        if (previous is TOptions { Start: not null } before)
        {
            own.Start = before.Start;
            Follow(own, before);
            return own;
        }
        var files = PretrainedPackages.Find(own.Model, nameof(own.Model));
        (own.Start, own.Weights) = PretrainedStart.Read(files.Model, own.CutAt, inputs => Sample(inputs, own), nameof(own.Model));
        return own;
    }

    public string Load(Module network, TrainerOptions options)
    {
        var own = (TOptions)options;
        ((PretrainedModule)network).Encoder.Load(own.Weights!);
        return $"The weights of '{own.Model}' were loaded; the last layer starts anew.";
    }

    public void Close(TrainerOptions options) => ((TOptions)options).Weights = null;

    /// <summary>Takes over what the model that is trained further was told of its input.</summary>
    protected virtual void Follow(TOptions options, TOptions previous)
    {
    }

    /// <summary>Two rows to try the model with; what the file says of its input may be put into the options.</summary>
    /// <exception cref="InvalidDataException">The model takes something else.</exception>
    protected abstract Dictionary<string, Tensor> Sample(IReadOnlyList<GraphPort> inputs, TOptions options);

    /// <summary>What inputs are, for messages.</summary>
    protected static string Describe(IReadOnlyList<GraphPort> inputs) =>
        string.Join(", ", inputs.Select(one => $"'{one.Name}' ({one.Element}{(one.Shape is { } shape ? $" [{string.Join(", ", shape)}]" : "")})"));
}
