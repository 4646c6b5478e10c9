using System.Diagnostics;
using Microsoft.ML;
using MLNetDeep;
using MLNetDeep.AutoML;

/// <summary>A sweep with a contender that ends its process in several ways, in the tests and in the processes that they start.</summary>
internal static class DangerousSweep
{
    public const string Key = "dangerous", How = "How";

    public static IReadOnlyList<string> Ways { get; } = ["well", "throw", "exit", "kill", "abort", "memory"];

    private static MLContext Ml { get; } = new(1);

    public static Sweep Create() => Ml.Deep().Sweep(PredictionTask.Binary()).WithFeatures("X", "Y").WithValidation(SweepValidation.HoldOut()).WithTuner(Tuner.Grid()).WithMaxTrials(Ways.Count)
        .Over(Contender.Of(Key, new SearchSpace([new ChoiceHyperparameter(How, [.. Ways])]), Estimator));

    public static IDataView Rows()
    {
        var random = new Random(3);
        return Ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(_ => new Row { X = random.NextSingle(), Y = random.NextSingle() }).Select(r => r with { Label = r.X + r.Y > 1 }).ToArray());
    }

    private static IEstimator<ITransformer> Estimator(TrialContext context)
    {
        switch ((string)context.Configuration[How])
        {
            case "throw": throw new InvalidOperationException("It threw.");
            case "exit": Environment.Exit(3); break;
            case "kill": Process.GetCurrentProcess().Kill(); break;
            case "abort": Environment.FailFast("It broke."); break;
            case "memory": Allocate(); break;
        }
        return context.Context.Transforms.Concatenate("Features", "X", "Y").Append(context.Context.BinaryClassification.Trainers.LbfgsLogisticRegression());
    }

    // At most three gigabytes, so that a machine survives where nothing ends it.
    private static void Allocate()
    {
        List<byte[]> all = [];
        for (int i = 0; i < 300; i++)
        {
            all.Add(new byte[10_000_000]);
            Array.Fill(all[^1], (byte)i);
            Thread.Sleep(10);
        }
        throw new InvalidOperationException($"{all.Count} blocks could be had.");
    }

    internal sealed record Row
    {
        public float X { get; set; }

        public float Y { get; set; }

        public bool Label { get; set; }
    }
}
