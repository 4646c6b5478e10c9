using Microsoft.ML.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Tasks;

/// <summary>A row with a label for every task; the features decide them, up to noise.</summary>
internal sealed class TaskRow
{
    [VectorType(2)]
    public float[] Features { get; set; } = [];

    public bool Flag { get; set; }

    public string Kind { get; set; } = "";

    public float Value { get; set; }

    [VectorType(2)]
    public double[] Values { get; set; } = [];

    [VectorType(2)]
    public bool[] Flags { get; set; } = [];

    public float Weight { get; set; }
}

internal static class TaskRows
{
    public static TrainerOptions Quick => new() { MaxEpochs = 15, LearningRate = 1e-2, Seed = 1 };

    public static List<TaskRow> Create(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => One(random))];
    }

    public static Module<Tensor, Tensor> Network(ModuleContext context) =>
        Sequential(("first", Linear(context.Input.Size, 16)), ("relu", ReLU()), ("second", Linear(16, context.Output.Size)));

    private static TaskRow One(Random random)
    {
        float x = (float)(2 * random.NextDouble()) - 1, y = (float)(2 * random.NextDouble()) - 1;
        var noise = (float)(random.NextDouble() - 0.5);
        return new TaskRow
        {
            Features = [x, y],
            Flag = x + noise > 0,
            Kind = x > 0 ? "right" : "left",
            Value = 1000 + (50 * x) + (20 * noise),
            Values = [x * 1e-3, 1e5 + (y * 1e3)],
            Flags = [x > 0, y > 0.5f],
            Weight = 1,
        };
    }
}
