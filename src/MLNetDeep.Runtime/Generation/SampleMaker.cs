using Microsoft.ML.OnnxRuntime;

namespace MLNetDeep.Runtime;

/// <summary>Makes rows by a network: in one go from latent vectors, or step by step from noise; batches on all threads.</summary>
internal sealed class SampleMaker(OnnxNetwork network, SamplerSettings settings)
{
    private static readonly string[] _outputs = [SavedColumns.SampleOutput];

    /// <summary>Makes a row for each condition.</summary>
    public float[][] Sample(int[] classes, int seed, SamplingOptions options) => InBatches(classes, (first, own) =>
    {
        NormalNoise[] noises = [.. Enumerable.Range(first, own.Length).Select(row => new NormalNoise(seed, row))];
        var states = new float[own.Length * settings.StateSize];
        for (var i = 0; i < noises.Length; i++) noises[i].Fill(states.AsSpan(i * settings.StateSize, settings.StateSize));
        if (settings.Prediction is null) return Run(states, own, 0);
        Steps(own, options).Run(states, noises);
        return Raw(states);
    });

    /// <summary>Makes a row of each latent vector.</summary>
    public float[][] Decode(IReadOnlyList<float[]> vectors, int[] classes) => InBatches(classes, (first, own) => Run([.. vectors.Skip(first).Take(own.Length).SelectMany(v => v)], own, 0));

    private float[][] InBatches(int[] classes, Func<int, int[], float[]> make)
    {
        var (size, most, rows) = (settings.Size, network.BatchRows, new float[classes.Length][]);
        Parallel.For(0, (classes.Length + most - 1) / most, new ParallelOptions { MaxDegreeOfParallelism = network.Threads }, batch =>
        {
            var first = batch * most;
            int[] own = classes[first..Math.Min(classes.Length, first + most)];
            var made = make(first, own);
            for (var i = 0; i < own.Length; i++) rows[first + i] = made[(i * size)..((i + 1) * size)];
        });
        return rows;
    }

    private DiffusionSteps Steps(int[] classes, SamplingOptions options)
    {
        var group = settings.Size / settings.Means.Length;
        float Standard(float value, int i) => (value - settings.Means[i / group]) / settings.Deviations[i / group];
        float[] low = [.. Enumerable.Range(0, settings.Size).Select(i => Standard(settings.Low[i / group], i))], high = [.. Enumerable.Range(0, settings.Size).Select(i => Standard(settings.High[i / group], i))];
        int[] any = [.. Enumerable.Repeat(settings.Conditions.Length, classes.Length)];
        return new DiffusionSteps(new NoisePath(settings.Prediction!), options, low, high, (states, predicted, time) =>
        {
            var isPlain = settings.Conditions.Length == 0 || options.Guidance == 1;
            Run(states, settings.Conditions.Length == 0 ? any : classes, (float)time).CopyTo(predicted, 0);
            if (isPlain) return;
            var without = Run(states, any, (float)time);
            for (var i = 0; i < predicted.Length; i++) predicted[i] = (float)(without[i] + (options.Guidance * (predicted[i] - without[i])));
        });
    }

    private float[] Raw(float[] states)
    {
        var group = settings.Size / settings.Means.Length;
        for (var i = 0; i < states.Length; i++)
        {
            var at = i % settings.Size / group;
            states[i] = Math.Clamp((states[i] * settings.Deviations[at]) + settings.Means[at], settings.Low[at], settings.High[at]);
        }
        return states;
    }

    private float[] Run(float[] states, int[] classes, float time)
    {
        var rows = classes.Length;
        var result = new float[rows * settings.Size];
        network.Run(
        [
            OrtValue.CreateTensorValueFromMemory(states, [rows, settings.StateSize]),
            OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(time, rows).ToArray(), [rows, 1]),
            OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(classes, number => (long)number), [rows, 1]),
        ], _outputs, result, isAlone: false);
        return result;
    }
}
