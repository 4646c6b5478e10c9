using static TorchSharp.torch;

namespace MLNetDeep.Tests.Generative;

/// <summary>A decoder-only transformer in plain code, one row, one token after the other: what the network is compared with.</summary>
internal sealed class PlainGpt(IReadOnlyDictionary<string, Tensor> weights, int layers, int heads, bool isGated)
{
    private readonly Dictionary<string, double[][]> _weights = weights.ToDictionary(pair => pair.Key, pair => Rows(pair.Value));

    /// <summary>The logits behind each token.</summary>
    public double[][] Logits(int[] tokens)
    {
        double[][] states = [.. tokens.Select(token => Norm(_weights["embedding"][token]))];
        for (var layer = 0; layer < layers; layer++)
        {
            var mixed = Attend([.. states.Select(Norm)], $"attention{layer}");
            states = [.. states.Zip(mixed, Add)];
            states = [.. states.Select(state => Add(state, Forward(Norm(state), $"forward{layer}")))];
        }
        return [.. states.Select(state => Times(_weights["head"], Norm(state)))];
    }

    private double[][] Attend(double[][] states, string name)
    {
        var (inputs, width) = (_weights[$"{name}.qkv"], states[0].Length);
        double[][] Part(int part) => [.. states.Select(state => Times(inputs[(part * width)..((part + 1) * width)], state))];
        double[][] queries = Part(0), keys = Part(1), values = Part(2);
        var mixed = states.Select(_ => new double[width]).ToArray();
        var head = width / heads;
        for (var h = 0; h < heads; h++)
        {
            double[] Head(double[] vector) => vector[(h * head)..((h + 1) * head)];
            double[][] q = [.. queries.Select((vector, place) => Turn(Norm(Head(vector)), place))], k = [.. keys.Select((vector, place) => Turn(Norm(Head(vector)), place))];
            for (var i = 0; i < states.Length; i++)
            {
                double[] looks = [.. Enumerable.Range(0, i + 1).Select(j => Math.Exp(q[i].Zip(k[j], (a, b) => a * b).Sum() / Math.Sqrt(head)))];
                for (var j = 0; j <= i; j++)
                    for (var n = 0; n < head; n++) mixed[i][(h * head) + n] += looks[j] / looks.Sum() * values[j][(h * head) + n];
            }
        }
        return [.. mixed.Select(vector => Times(_weights[$"{name}.proj"], vector))];
    }

    private double[] Forward(double[] state, string name)
    {
        var up = Times(_weights[$"{name}.up"], state);
        var hidden = isGated
            ? Times(_weights[$"{name}.gate"], state).Zip(up, (gate, value) => gate / (1 + Math.Exp(-gate)) * value).ToArray()
            : [.. up.Select(value => value > 0 ? value * value : 0)];
        return Times(_weights[$"{name}.down"], hidden);
    }

    // The pair of a number and the one half a head behind it turns by an angle of its own.
    private static double[] Turn(double[] vector, int place)
    {
        var (half, turned) = (vector.Length / 2, new double[vector.Length]);
        for (var i = 0; i < half; i++)
        {
            var (sine, cosine) = Math.SinCos(place * Math.Pow(10_000, -(double)i / half));
            (turned[i], turned[half + i]) = ((vector[i] * cosine) - (vector[half + i] * sine), (vector[half + i] * cosine) + (vector[i] * sine));
        }
        return turned;
    }

    private static double[] Norm(double[] vector)
    {
        var size = Math.Sqrt(vector.Average(value => value * value) + 1e-6);
        return [.. vector.Select(value => value / size)];
    }

    private static double[] Add(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a + b)];

    private static double[] Times(double[][] matrix, double[] vector) => [.. matrix.Select(row => row.Zip(vector, (a, b) => a * b).Sum())];

    private static double[][] Rows(Tensor tensor)
    {
        var values = tensor.detach().cpu().contiguous().data<float>().ToArray();
        return [.. values.Chunk((int)tensor.shape[^1]).Select(row => row.Select(value => (double)value).ToArray())];
    }
}
