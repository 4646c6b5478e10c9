using System.Diagnostics;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Images;

namespace MLNetDeep.Bench;

/// <summary>The batch reader as the training loop sees it, with nobody computing.</summary>
internal sealed class BatchReader : IDisposable
{
    private const long Small = 1 << 20, Large = 1L << 32;
    private readonly ImageSpec _spec;
    private readonly TrainingData _cached, _streamed;
    private readonly int _batch, _threads;
    private int _seed;

    public BatchReader(PictureFolder pictures, int batch, int threads)
    {
        (_batch, _threads) = (batch, threads);
        _spec = new ImageSpec("Image", ImageSource.Path, pictures.Shape, ToGrey: false);
        var target = new TargetSpec("Label", TargetSource.Key, 1, pictures.Classes, IsClass: true);
        TrainingData Load(long budget) => TrainingData.Load(new RowOrigin(pictures.View(pictures.Count), _spec, target),
            new ValidationSplit(0, 1, pictures.Classes), budget, CancellationToken.None);
        (_cached, _streamed) = (Load(Large), Load(Small));
    }

    /// <summary>Rows a second in one pass; passes over rows in memory are repeated until they take a while.</summary>
    public double Read(AugmentationPreset preset, bool streamed, double mix = 0)
    {
        var data = streamed ? _streamed : _cached;
        var options = new CnnOptions { Augmentation = preset, Mixup = mix, Cutmix = mix, Threads = _threads };
        var rows = _spec.Augment(data.Training, data.Learnt, options);
        var clock = Stopwatch.StartNew();
        long read = 0;
        do
        {
            foreach (var batch in rows.Pass(_batch, new Random(++_seed), CancellationToken.None))
                using (batch) read += batch.Rows;
        }
        while (clock.Elapsed.TotalSeconds < 0.5);
        return read / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _cached.Dispose();
        _streamed.Dispose();
    }
}

/// <summary>Networks in training, on rows in memory that nothing changes.</summary>
internal sealed class Networks(PictureFolder pictures, int batch, int threads)
{
    /// <summary>Rows a second in the second of two epochs.</summary>
    public double Train(ImageTrainerOptions options, int count)
    {
        (options.MaxEpochs, options.BatchSize, options.Threads, options.ValidationFraction, options.Seed) = (2, batch, threads, 0, 1);
        var catalog = pictures.Context.Deep().MulticlassClassification;
        var trainer = options switch
        {
            ResNetOptions o => catalog.ResNet("Label", "Image", o),
            ViTOptions o => catalog.ViT("Label", "Image", o),
            _ => catalog.Cnn("Label", "Image", (CnnOptions)options),
        };
        using var model = trainer.Fit(pictures.View(count));
        return model.History.Epochs[^1].Metrics["RowsPerSecond"];
    }
}
