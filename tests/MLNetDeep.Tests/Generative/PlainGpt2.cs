using static TorchSharp.torch;

namespace MLNetDeep.Tests.Generative;

/// <summary>GPT-2 in plain code, over weights by their published names: what the network is compared with.</summary>
internal sealed class PlainGpt2(IReadOnlyDictionary<string, Tensor> weights, int layers, int heads)
{
    private readonly Dictionary<string, double[][]> _weights = weights.ToDictionary(pair => pair.Key, pair => Rows(pair.Value));

    /// <summary>The logits behind each token, by published numbers.</summary>
    public double[][] Logits(int[] tokens)
    {
        double[][] states = [.. tokens.Select((token, place) => Add(_weights["wte.weight"][token], _weights["wpe.weight"][place]))];
        for (var layer = 0; layer < layers; layer++)
        {
            var mixed = Attend([.. states.Select(state => Norm(state, $"h.{layer}.ln_1"))], $"h.{layer}.attn");
            states = [.. states.Zip(mixed, Add)];
            states = [.. states.Select(state => Add(state, Linear([.. Linear(Norm(state, $"h.{layer}.ln_2"), $"h.{layer}.mlp.c_fc").Select(Gelu)], $"h.{layer}.mlp.c_proj")))];
        }
        return [.. states.Select(state => Norm(state, "ln_f")).Select(state => _weights["wte.weight"].Select(row => row.Zip(state, (a, b) => a * b).Sum()).ToArray())];
    }

    private double[][] Attend(double[][] states, string name)
    {
        var (width, head) = (states[0].Length, states[0].Length / heads);
        double[][] all = [.. states.Select(state => Linear(state, $"{name}.c_attn"))];
        var mixed = states.Select(_ => new double[width]).ToArray();
        for (var h = 0; h < heads; h++)
        {
            double[] Part(int place, int part) => all[place][((part * width) + (h * head))..((part * width) + ((h + 1) * head))];
            for (var i = 0; i < states.Length; i++)
            {
                double[] looks = [.. Enumerable.Range(0, i + 1).Select(j => Math.Exp(Part(i, 0).Zip(Part(j, 1), (a, b) => a * b).Sum() / Math.Sqrt(head)))];
                for (var j = 0; j <= i; j++)
                    for (var n = 0; n < head; n++) mixed[i][(h * head) + n] += looks[j] / looks.Sum() * Part(j, 2)[n];
            }
        }
        return [.. mixed.Select(vector => Linear(vector, $"{name}.c_proj"))];
    }

    // Weights lie as [inputs, outputs].
    private double[] Linear(double[] vector, string name)
    {
        double[] output = [.. _weights[$"{name}.bias"][0]];
        for (var i = 0; i < vector.Length; i++)
            for (var k = 0; k < output.Length; k++) output[k] += vector[i] * _weights[$"{name}.weight"][i][k];
        return output;
    }

    private double[] Norm(double[] vector, string name)
    {
        var mean = vector.Average();
        var deviation = Math.Sqrt(vector.Average(value => (value - mean) * (value - mean)) + 1e-5);
        return [.. vector.Select((value, i) => ((value - mean) / deviation * _weights[$"{name}.weight"][0][i]) + _weights[$"{name}.bias"][0][i])];
    }

    private static double Gelu(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    private static double[] Add(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a + b)];

    private static double[][] Rows(Tensor tensor) =>
        [.. tensor.data<float>().ToArray().Chunk((int)tensor.shape[^1]).Select(row => row.Select(value => (double)value).ToArray())];
}
