using MLNetDeep.Architectures;
using MLNetDeep.Layers;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Persistence.Pretrained;

/// <summary>Prepares a network that is to start from published weights, to be frozen in part or to learn layer by layer.</summary>
internal static class FineTuning
{
    /// <summary>Loads and freezes what the options say.</summary>
    /// <param name="network">The network.</param>
    /// <param name="architecture">Its architecture.</param>
    /// <param name="options">Its options.</param>
    /// <param name="startsAnew">Whether published weights are to be loaded where options name some; false where a model is trained further.</param>
    /// <param name="say">Told what was done.</param>
    /// <returns>The share of the learning rate that a parameter of the network gets, by its name.</returns>
    public static Func<string, double> Prepare(DeepNetwork network, Architecture architecture, TrainerOptions options, bool startsAnew, Action<string> say)
    {
        if (options is not IFineTuned tuned) return _ => 1;
        var kind = architecture as IPretrainable ?? new PlainNetwork(network.Body);
        if (startsAnew && architecture is IStartsFromFile file) say(file.Load(network.Body, options));
        if (startsAnew && tuned.PretrainedWeights is { } path) say(PretrainedWeights.Load(network.Body, kind, path));
        if (tuned.FreezeDepth == 0 && tuned.LayerDecay == 1) return _ => 1;
        var parts = kind.Parts(network.Body);
        if (tuned.FreezeDepth != 0) Freeze(network, parts, tuned.FreezeDepth < 0 ? parts.Count - 1 : tuned.FreezeDepth, say);
        return name => Math.Pow(tuned.LayerDecay, parts.Count - 1 - PartOf(name, parts));
    }

    private static void Freeze(DeepNetwork network, IReadOnlyList<string[]> parts, int depth, Action<string> say)
    {
        if (depth >= parts.Count)
            throw new ArgumentException($"{nameof(IFineTuned.FreezeDepth)} must be at most {parts.Count - 1} for this network, as its head must learn, but was {depth}.");
        var frozen = parts.Take(depth).SelectMany(prefixes => prefixes).ToArray();
        foreach (var (name, parameter) in network.Body.named_parameters())
            if (frozen.Any(prefix => Belongs(name, prefix))) parameter.requires_grad_(false);
        network.Frozen = network.Body.named_modules().Where(m => frozen.Any(prefix => Belongs(m.name, prefix))).Select(m => m.module).ToList();
        say($"Frozen parts: {string.Join(", ", frozen)}.");
    }

    private static int PartOf(string name, IReadOnlyList<string[]> parts)
    {
        const string Body = DeepNetwork.BodyName + ".";
        var inner = name.StartsWith(Body, StringComparison.Ordinal) ? name[Body.Length..] : name;
        for (var i = 0; i < parts.Count; i++)
            if (parts[i].Any(prefix => Belongs(inner, prefix))) return i;
        return parts.Count - 1;
    }

    private static bool Belongs(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || name[prefix.Length] == '.');

    /// <summary>A network that nobody publishes: its layers with weights are its parts, the last of them its head.</summary>
    private sealed class PlainNetwork(Module network) : IPretrainable
    {
        public string Head => Parts(network)[^1][0];

        public IReadOnlyList<NameMap> Published(Module network) => [new("the network")];

        public IReadOnlyList<string[]> Parts(Module network)
        {
            var parts = network.named_children().Where(child => child.module.parameters().Any()).Select(child => new[] { child.name }).ToArray();
            return parts.Length > 0 ? parts : [[""]];
        }
    }
}
