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
internal sealed class Checkpoint(TrainingPlan plan, byte[] fingerprint)
{
    private const string Magic = "MLNetDeep checkpoint 4", Unfinished = ".tmp";
    private readonly TrainerOptions _options = plan.Options;
    private readonly string _path = plan.Options.CheckpointPath!;
    private readonly Stopwatch _sinceWritten = Stopwatch.StartNew();

    /// <summary>The checkpoint that options ask for; null for none.</summary>
    public static Checkpoint? For(TrainingPlan plan, Module network, params long[] rows) =>
        plan.Options.CheckpointPath is null ? null : new Checkpoint(plan, Fingerprint(plan, network, rows));

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
        var byStep = _options.CheckpointEverySteps > 0 && state.Step % _options.CheckpointEverySteps == 0;
        var byTime = _options.CheckpointEveryMinutes > 0 && _sinceWritten.Elapsed.TotalMinutes >= _options.CheckpointEveryMinutes;
        if (byStep || byTime) Write(state);
    }

    /// <summary>Replaces the file. Where it cannot be written, the training goes on, and the one before stays.</summary>
    public void Write(TrainingState state)
    {
        try
        {
            WriteNow(state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Drop(Temporary);
            plan.Log.Warning($"The checkpoint '{_path}' cannot be written after step {state.Step}, training goes on: {e.Message}");
        }
        _sinceWritten.Restart();
    }

    private string Temporary => _path + Unfinished;

    private void WriteNow(TrainingState state)
    {
        using (var file = File.Create(Temporary))
        using (var writer = new BinaryWriter(file))
        {
            writer.Write(Magic);
            writer.Write(plan.Seed);
            writer.Write(fingerprint);
            state.Save(writer);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
        File.Move(Temporary, _path, overwrite: true);
    }

    /// <summary>Brings back what was written; false when nothing was. Throws where nothing could be written later.</summary>
    public bool Resume(TrainingState state)
    {
        CheckWritable();
        if (!File.Exists(_path)) return false;
        using var reader = Open(_path);
        if (reader.ReadInt32() != plan.Seed || !reader.ReadBytes(fingerprint.Length).AsSpan().SequenceEqual(fingerprint))
            throw new InvalidOperationException($"The checkpoint '{_path}' is from another training: other rows, options, seed or network. "
                + $"Delete it to start anew, or set another {nameof(TrainerOptions.CheckpointPath)}.");
        state.Load(reader);
        return true;
    }

    public void Delete()
    {
        Drop(Temporary);
        Drop(_path);
    }

    private void CheckWritable()
    {
        try
        {
            if (Directory.Exists(_path)) throw new IOException("It is a folder.");
            File.Create(Temporary).Dispose();
            File.Delete(Temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The checkpoint '{_path}' cannot be written: {e.Message}", e);
        }
    }

    // Its folder may have gone in the meantime.
    private static void Drop(string path)
    {
        if (File.Exists(path)) File.Delete(path);
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
