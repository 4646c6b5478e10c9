using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Bench;

/// <summary>The C# side: a small CNN on one batch, over and over.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly Sequential model;
    private readonly AdamW optimizer;
    private readonly Tensor x;
    private readonly Tensor y;

    public Trainer(int threads, int batch)
    {
        set_num_threads(threads);
        manual_seed(1);
        model = Sequential([.. Block(1, 16), MaxPool2d(2), .. Block(16, 32), MaxPool2d(2), .. Block(32, 64),
            AdaptiveAvgPool2d(1), Flatten(), Linear(64, 10)]);
        optimizer = optim.AdamW(model.parameters(), 1e-3, weight_decay: 1e-2);
        (x, y) = (randn(batch, 1, 28, 28), randint(0, 10, [batch]));
    }

    /// <summary>Trains a number of steps; gives the seconds taken and the last loss.</summary>
    public (double Seconds, double Loss) Train(int steps)
    {
        var loss = 0.0;
        var watch = Stopwatch.StartNew();
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            using var error = functional.cross_entropy(model.call(x), y);
            error.backward();
            optimizer.step();
            if (step == steps - 1)
                loss = error.item<float>();
        }
        return (watch.Elapsed.TotalSeconds, loss);
    }

    public void Dispose()
    {
        model.Dispose();
        optimizer.Dispose();
        x.Dispose();
        y.Dispose();
    }

    private static Module<Tensor, Tensor>[] Block(long inputs, long outputs) =>
        [Conv2d(inputs, outputs, 3, padding: 1), BatchNorm2d(outputs), ReLU()];
}
