using MLNetDeep.Inputs.Graphs;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.GraphTasks;

/// <summary>Gives models of nodes another graph.</summary>
internal static class NodeModels
{
    /// <summary>The same weights on another graph.</summary>
    public static DeepTransformer OnGraph(DeepTransformer model, NodeGraph graph)
    {
        using var use = model.Lifetime.Enter();
        if (model.Model.Features is not NodesSpec spec) throw new ArgumentException("The model was not trained on the nodes of a graph.", nameof(model));
        var trained = model.Model;
        var encoded = spec with { Graph = graph.EncodedAs([.. spec.Types.Select(type => (type.Name, type.Encoding))], spec.EdgeTags) };
        using var session = new TorchSession(0, trained.Options.Threads);
        var network = new NetworkFactory(trained.Architecture, trained.Options, encoded, trained.Task, trained.Labels).CreateEmpty(trained.Network.Input.Device, empty =>
        {
            using var still = no_grad();
            var weights = trained.Network.state_dict();
            foreach (var (name, tensor) in empty.state_dict()) tensor.copy_(weights[name]);
        });
        return new DeepTransformer(model.Context, trained with { Network = network, Features = encoded });
    }
}
