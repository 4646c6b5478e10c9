using System.Diagnostics;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>
/// The file that a training goes on from after its process died. It is there whole or not at all: written beside its place,
/// flushed to the disk, then moved.
/// </summary>
internal sealed class Checkpoint(TrainingPlan plan, TrainingIdentity identity)
{
    private const string Kind = "MLNetDeep checkpoint ", Magic = Kind + "6", Unfinished = ".tmp";
    private readonly TrainerOptions _options = plan.Options;
    private readonly string _path = plan.Options.CheckpointPath!;
    private readonly Stopwatch _sinceWritten = Stopwatch.StartNew();

    /// <summary>The checkpoint that options ask for; null for none.</summary>
    public static Checkpoint? For(TrainingPlan plan, Module network, long trainingRows, long validationRows) =>
        plan.Options.CheckpointPath is null ? null : new Checkpoint(plan, TrainingIdentity.Of(plan, network, trainingRows, validationRows));

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
            identity.Write(writer);
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
        reader.ReadInt32(); // the seed, which is in the identity too
        if (identity.DifferencesFrom(TrainingIdentity.Read(reader)) is { Count: > 0 } differences)
            throw new InvalidOperationException($"The checkpoint '{_path}' is from another training: {string.Join("; ", differences)}. It is left as it is. "
                + $"Go on with what it was begun with, delete the file to start anew, or take another one ({nameof(TrainerOptions.CheckpointPath)}, --checkpoint). "
                + "To train a finished model for more epochs or on other rows, go on from the model: Fit(rows, previousModel), or --from.");
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
        var isOlder = false;
        try
        {
            var magic = reader.ReadString();
            if (magic == Magic) return reader;
            isOlder = magic.StartsWith(Kind, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            // not one of ours, as said below
        }
        reader.Dispose();
        throw new InvalidDataException(isOlder
            ? $"The checkpoint '{path}' is from another version of MLNetDeep, which alone can go on from it. Delete it to start anew."
            : $"'{path}' is not a checkpoint of a training.");
    }
}
