using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>What a checkpoint says of the training that left it: only the same one goes on from it.</summary>
/// <param name="Seed">The seed in use.</param>
/// <param name="Options">All that steps depend on.</param>
/// <param name="TrainingRows">Rows trained on.</param>
/// <param name="ValidationRows">Rows validated on.</param>
/// <param name="Weights">The names and shapes of the network's weights.</param>
/// <param name="Start">A digest of the network at its start, which stands for what was learnt about the rows before the first step.</param>
internal sealed record TrainingIdentity(int Seed, JsonObject Options, long TrainingRows, long ValidationRows, string Weights, string Start)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>That of a training about to begin.</summary>
    public static TrainingIdentity Of(TrainingPlan plan, Module network, long trainingRows, long validationRows)
    {
        var options = plan.Options.Clone();
        // Where checkpoints go changes no step, and the seed in use is kept beside.
        (options.CheckpointPath, options.CheckpointEverySteps, options.CheckpointEveryMinutes, options.Seed) = (null, 0, 0, null);
        var weights = network.named_parameters().Select(p => (p.name, p.parameter.shape)).Concat(network.named_buffers().Select(b => (b.name, b.buffer.shape)));
        return new TrainingIdentity(plan.Seed, JsonSerializer.SerializeToNode(options, options.GetType(), Json)!.AsObject(), trainingRows, validationRows,
            string.Join(' ', weights.Select(w => $"{w.name}[{string.Join(',', w.shape)}]")), Digest(network));
    }

    public void Write(BinaryWriter writer) => writer.Write(JsonSerializer.Serialize(this, Json));

    public static TrainingIdentity Read(BinaryReader reader) => JsonSerializer.Deserialize<TrainingIdentity>(reader.ReadString(), Json)
        ?? throw new InvalidDataException("the checkpoint says nothing of its training");

    /// <summary>What is different in this training from the one that left a checkpoint; none when it is the same.</summary>
    public IReadOnlyList<string> DifferencesFrom(TrainingIdentity then)
    {
        var found = new List<string>();
        void Compare(string what, string now, string before)
        {
            if (now != before) found.Add($"{what} is {now}, but was {before}");
        }
        foreach (var name in Options.Select(o => o.Key).Union(then.Options.Select(o => o.Key))) Compare(name, Text(Options, name), Text(then.Options, name));
        Compare(nameof(Seed), Invariant(Seed), Invariant(then.Seed));
        Compare("the number of training rows", Invariant(TrainingRows), Invariant(then.TrainingRows));
        Compare("the number of validation rows", Invariant(ValidationRows), Invariant(then.ValidationRows));
        if (found.Count > 0) return found;
        if (Weights != then.Weights) return ["the network has other layers"];
        return Start == then.Start ? [] : ["the rows hold other values or stand in another order, or the network starts from other weights"];
    }

    private static string Text(JsonObject options, string name) => options.TryGetPropertyValue(name, out var value) ? value?.ToJsonString(Json).Trim('"') ?? "none" : "no option";

    private static string Invariant(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Digest(Module network)
    {
        using var all = new MemoryStream();
        using (var writer = new BinaryWriter(all, Encoding.UTF8, leaveOpen: true))
            foreach (var tensor in network.parameters().Concat(network.buffers())) TensorBytes.Write(writer, tensor);
        return Convert.ToHexString(SHA256.HashData(all.GetBuffer().AsSpan(0, (int)all.Length)));
    }
}
