using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Inputs;
using MLNetDeep.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>Makes whole networks: the input stage, the architecture's module, the output stage.</summary>
internal sealed class NetworkFactory(Architecture architecture, TrainerOptions options, InputSpec features, DeepTask task, LabelValues labels)
{
    /// <summary>A network at its start, with what the training rows tell.</summary>
    public DeepNetwork Create(TrainingData data, Device device) => Place(device, () =>
        (features.Stage(data.Learnt), task.Stage(labels, data.Targets)), network => features.Start(network.Body));

    /// <summary>A network for weights to be put into.</summary>
    public DeepNetwork CreateEmpty(Device device, Action<DeepNetwork> fill) =>
        Place(device, () => (features.Stage(null), task.Stage(labels, null)), fill);

    private DeepNetwork Place(Device device, Func<(NetworkInput Input, OutputStage Output)> stages, Action<DeepNetwork>? fill = null)
    {
        using var scope = NewDisposeScope();
        var body = task.Body(output => architecture.Build(options, features.Shape, output), labels);
        var (input, output) = stages();
        var network = new DeepNetwork(input, body, output);
        try
        {
            fill?.Invoke(network);
            network.Output.Refresh();
            network.to(device);
            if (device.type != DeviceType.CPU) ParameterCount.Add(network);
            ModuleChecks.Check(network, features.Shape, task.Output(labels));
        }
        catch
        {
            network.Dispose();
            throw;
        }
        foreach (var tensor in network.parameters().Concat(network.buffers())) tensor.DetachFromDisposeScope();
        return network;
    }
}
