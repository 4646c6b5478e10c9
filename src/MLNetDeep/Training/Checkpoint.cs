using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>
/// The file that a training goes on from after its process died. It is there whole or not at all: written beside its place,
/// flushed to the disk, then moved.
/// </summary>
internal sealed class Checkpoint(string path, int seed, byte[] fingerprint)
{
    private const string Magic = "MLNetDeep checkpoint 1";

    /// <summary>The checkpoint that options ask for; null for none.</summary>
    public static Checkpoint? For(TrainingPlan plan, Module network, params long[] rows) =>
        plan.Options.CheckpointPath is { } path ? new Checkpoint(path, plan.Seed, Fingerprint(plan, network, rows)) : null;

    /// <summary>The seed of the training that left a checkpoint; null when there is none.</summary>
    public static int? SeedIn(string? path)
    {
        if (path is null || !File.Exists(path)) return null;
        using var reader = Open(path);
        return reader.ReadInt32();
    }

    public void Write(TrainingState state)
    {
        var temporary = path + ".tmp";
        using (var file = File.Create(temporary))
        using (var writer = new BinaryWriter(file))
        {
            writer.Write(Magic);
            writer.Write(seed);
            writer.Write(fingerprint);
            state.Save(writer);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Brings back what was written; false when nothing was.</summary>
    public bool Resume(TrainingState state)
    {
        if (!File.Exists(path)) return false;
        using var reader = Open(path);
        if (reader.ReadInt32() != seed || !reader.ReadBytes(fingerprint.Length).AsSpan().SequenceEqual(fingerprint))
            throw new InvalidOperationException($"The checkpoint '{path}' is from another training: other rows, options, seed or network. "
                + $"Delete it to start anew, or set another {nameof(TrainerOptions.CheckpointPath)}.");
        state.Load(reader);
        return true;
    }

    public void Delete() => File.Delete(path);

    private static BinaryReader Open(string path)
    {
        var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            if (reader.ReadString() == Magic) return reader;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            // not one of ours, as said below
        }
        reader.Dispose();
        throw new InvalidDataException($"'{path}' is not a checkpoint of a training.");
    }

    // The network at its start stands for the seed, the architecture and what was learnt about the rows.
    private static byte[] Fingerprint(TrainingPlan plan, Module network, long[] rows)
    {
        var options = plan.Options.Clone();
        (options.CheckpointPath, options.CheckpointEverySteps) = (null, 0);
        using var all = new MemoryStream();
        using (var writer = new BinaryWriter(all, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(JsonSerializer.Serialize(options, options.GetType()));
            foreach (var count in rows) writer.Write(count);
            foreach (var tensor in network.parameters().Concat(network.buffers())) TensorBytes.Write(writer, tensor);
        }
        return SHA256.HashData(all.GetBuffer().AsSpan(0, (int)all.Length));
    }
}
