using MLNetDeep.Architectures;
using MLNetDeep.Layers;
using MLNetDeep.Training;
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
    public static FineTuned Prepare(DeepNetwork network, Architecture architecture, TrainerOptions options, bool startsAnew, Action<string> say)
    {
        if (options is not IFineTuned tuned) return FineTuned.Alike;
        var kind = architecture as IPretrainable ?? new PlainNetwork(network.Body);
        if (startsAnew && architecture is IStartsFromFile file) say(file.Load(network.Body, options));
        if (startsAnew && tuned.PretrainedWeights is { } path) say(PretrainedWeights.Load(network.Body, kind, path));
        if (tuned is { FreezeDepth: 0, LayerDecay: 1, UnfreezeEvery: 0 }) return FineTuned.Alike;
        var parts = kind.Parts(network.Body);
        var depth = tuned.FreezeDepth < 0 ? parts.Count - 1 : tuned.FreezeDepth;
        if (depth > 0) Freeze(network, parts, depth, say);
        return new FineTuned(name => Math.Pow(tuned.LayerDecay, parts.Count - 1 - PartOf(name, parts)), tuned.UnfreezeEvery == 0 ? null : Thaw(network, parts, depth, tuned.UnfreezeEvery, say));
    }

    private static void Freeze(DeepNetwork network, IReadOnlyList<string[]> parts, int depth, Action<string> say)
    {
        if (depth >= parts.Count)
            throw new ArgumentException($"{nameof(IFineTuned.FreezeDepth)} must be at most {parts.Count - 1} for this network, as its head must learn, but was {depth}.");
        var frozen = parts.Take(depth).SelectMany(prefixes => prefixes).ToArray();
        foreach (var (name, parameter) in network.Body.named_parameters())
            if (BelongsToAny(name, frozen)) parameter.requires_grad_(false);
        Still(network, frozen);
        say($"Frozen parts: {string.Join(", ", frozen)}.");
    }

    private static Thawing Thaw(DeepNetwork network, IReadOnlyList<string[]> parts, int depth, int every, Action<string> say)
    {
        int First(int part) => 1 + ((parts.Count - 1 - part) * every);
        // By their names: a network that is turned into another precision has other parameters.
        var learning = network.Body.named_parameters().Where(p => p.parameter.requires_grad).Select(p => p.name).ToHashSet();
        say($"Gradual unfreezing: {string.Join("; ", Enumerable.Range(depth, parts.Count - depth).Reverse().Select(part => $"{string.Join(", ", parts[part])} from epoch {First(part)} on"))}.");
        return new Thawing(name => First(Math.Max(depth, PartOf(name, parts))), epoch =>
        {
            string[] still = [.. parts.Where((_, part) => part < depth || First(part) > epoch).SelectMany(prefixes => prefixes)];
            foreach (var (name, parameter) in network.Body.named_parameters().Where(p => learning.Contains(p.name))) parameter.requires_grad_(!BelongsToAny(name, still));
            Still(network, still);
        });
    }

    private static void Still(DeepNetwork network, string[] prefixes) => network.Frozen = [.. network.Body.named_modules().Where(m => BelongsToAny(m.name, prefixes)).Select(m => m.module)];

    private static bool BelongsToAny(string name, string[] prefixes) => Array.Exists(prefixes, prefix => Belongs(name, prefix));

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

/// <summary>How the parameters of a network learn.</summary>
/// <param name="Share">The share of the learning rate that one gets, by its name.</param>
/// <param name="Thawing">When parts begin to learn; null where all do from the start.</param>
internal sealed record FineTuned(Func<string, double> Share, Thawing? Thawing)
{
    /// <summary>All alike.</summary>
    public static FineTuned Alike { get; } = new(_ => 1, null);
}
