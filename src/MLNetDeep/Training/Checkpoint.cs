using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>
/// The file that a training goes on from after its process died. It is there whole or not at all: written beside its place,
/// flushed to the disk, then moved.
/// </summary>
internal sealed class Checkpoint(TrainerOptions options, int seed, byte[] fingerprint)
{
    private const string Magic = "MLNetDeep checkpoint 3", Unfinished = ".tmp";
    private readonly string _path = options.CheckpointPath!;
    private readonly Stopwatch _sinceWritten = Stopwatch.StartNew();

    /// <summary>The checkpoint that options ask for; null for none.</summary>
    public static Checkpoint? For(TrainingPlan plan, Module network, params long[] rows) =>
        plan.Options.CheckpointPath is null ? null : new Checkpoint(plan.Options, plan.Seed, Fingerprint(plan, network, rows));

    /// <summary>The seed of the training that left a checkpoint; null when there is none.</summary>
    public static int? SeedIn(string? path)
    {
        if (path is null || !File.Exists(path)) return null;
        using var reader = Open(path);
        return reader.ReadInt32();
    }

    /// <summary>Takes note of a step, and writes when so many steps or minutes have gone by.</summary>
    public void AfterStep(TrainingState state)
    {
        var byStep = options.CheckpointEverySteps > 0 && state.Step % options.CheckpointEverySteps == 0;
        var byTime = options.CheckpointEveryMinutes > 0 && _sinceWritten.Elapsed.TotalMinutes >= options.CheckpointEveryMinutes;
        if (byStep || byTime) Write(state);
    }

    public void Write(TrainingState state)
    {
        var temporary = _path + Unfinished;
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
        File.Move(temporary, _path, overwrite: true);
        _sinceWritten.Restart();
    }

    /// <summary>Brings back what was written; false when nothing was.</summary>
    public bool Resume(TrainingState state)
    {
        if (!File.Exists(_path)) return false;
        using var reader = Open(_path);
        if (reader.ReadInt32() != seed || !reader.ReadBytes(fingerprint.Length).AsSpan().SequenceEqual(fingerprint))
            throw new InvalidOperationException($"The checkpoint '{_path}' is from another training: other rows, options, seed or network. "
                + $"Delete it to start anew, or set another {nameof(TrainerOptions.CheckpointPath)}.");
        state.Load(reader);
        return true;
    }

    public void Delete()
    {
        File.Delete(_path + Unfinished);
        File.Delete(_path);
    }

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
        (options.CheckpointPath, options.CheckpointEverySteps, options.CheckpointEveryMinutes) = (null, 0, 0);
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
