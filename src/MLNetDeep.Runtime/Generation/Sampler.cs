using Microsoft.ML;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>
/// Makes new rows by a generative model, with ONNX Runtime on the CPU: no TorchSharp is needed. The same seed gives the same rows on every run, and a row does not depend on how many are made. Rows
/// come as a data view with the columns of the training: values as a vector of numbers (images plane by plane), and the condition as text. Many threads may sample at once.
/// </summary>
public sealed class Sampler : IDisposable
{
    private readonly SamplerSettings _settings;
    private readonly SampleMaker _maker;
    private readonly Lifetime _lifetime;

    internal Sampler(OnnxNetwork network)
    {
        _settings = SamplerSettings.Read(network.Metadata[SamplerSettings.Key]);
        _maker = new SampleMaker(network, _settings);
        _lifetime = new Lifetime(nameof(Sampler), network.Dispose);
    }

    /// <summary>The column of what is made.</summary>
    public string FeatureColumnName => _settings.FeatureColumn;

    /// <summary>The column of the condition; null where there is none.</summary>
    public string? ConditionColumnName => _settings.ConditionColumn;

    /// <summary>The conditions that rows can be made by; none where the model knows none.</summary>
    public IReadOnlyList<string> Conditions => _settings.Conditions;

    /// <summary>What a row looks like: channels, height and width of an image, or how many numbers.</summary>
    public IReadOnlyList<int> Shape => _settings.Shape;

    /// <summary>Numbers in an embedding, which <see cref="Decode"/> takes; 0 for a diffusion model, which has none.</summary>
    public int EmbeddingSize => _settings.Prediction is null ? _settings.StateSize : 0;

    /// <summary>Makes new rows.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed gives the same rows.</param>
    /// <param name="condition">One of <see cref="Conditions"/>; where it is null and there are some, they take turns.</param>
    /// <param name="options">How a diffusion model is sampled from; defaults when null.</param>
    /// <returns>The rows, in memory: columns <see cref="FeatureColumnName"/> and, where there is one, <see cref="ConditionColumnName"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than one row to make, or an option is out of range.</exception>
    /// <exception cref="ArgumentException">The condition was not in the training rows; the message lists those that were.</exception>
    /// <exception cref="NotSupportedException">The model is an autoencoder, which rows cannot be drawn from at random.</exception>
    public IDataView Sample(int count, int seed = 1, string? condition = null, SamplingOptions? options = null)
    {
        var settled = options ?? new SamplingOptions();
        settled.Check();
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, $"At least 1 row must be asked for, but {count} were.");
        if (!_settings.CanSample) throw new NotSupportedException("An autoencoder knows no distribution of its embeddings, so that rows cannot be drawn from it: train a Vae. Decode makes rows of embeddings.");
        if (settled.Guidance != 1 && _settings.Conditions.Length == 0)
            throw new ArgumentException($"{nameof(SamplingOptions.Guidance)} must be 1, as the model knows no conditions.", nameof(options));
        int[] classes = ClassesOf(count, condition);
        using var use = _lifetime.Enter();
        return View(_maker.Sample(classes, seed, settled), classes);
    }

    /// <summary>Makes rows of embeddings, as those that the model's transformer gives.</summary>
    /// <param name="embeddings">Vectors of <see cref="EmbeddingSize"/> numbers.</param>
    /// <param name="condition">One of <see cref="Conditions"/>; where it is null and there are some, they take turns.</param>
    /// <exception cref="NotSupportedException">The model is a diffusion model, which has no embeddings.</exception>
    public IDataView Decode(IReadOnlyList<float[]> embeddings, string? condition = null)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (EmbeddingSize == 0) throw new NotSupportedException("A diffusion model has no embeddings to make rows of.");
        if (embeddings.Count == 0) throw new ArgumentException("At least 1 embedding must be given.", nameof(embeddings));
        if (embeddings.FirstOrDefault(e => e.Length != EmbeddingSize) is { } wrong) throw new ArgumentException($"Embeddings must have {EmbeddingSize} numbers, but one has {wrong.Length}.", nameof(embeddings));
        int[] classes = ClassesOf(embeddings.Count, condition);
        using var use = _lifetime.Enter();
        return View(_maker.Decode(embeddings, classes), classes);
    }

    /// <summary>Makes the rows on the straight line between two embeddings, ends included.</summary>
    /// <param name="from">The first embedding.</param>
    /// <param name="to">The last.</param>
    /// <param name="count">How many rows, at least 2.</param>
    /// <param name="condition">One of <see cref="Conditions"/>; where it is null and there are some, they take turns.</param>
    public IDataView Interpolate(float[] from, float[] to, int count, string? condition = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (from.Length != to.Length) throw new ArgumentException($"Both embeddings must have as many numbers, but they have {from.Length} and {to.Length}.", nameof(to));
        float[] At(float share) => [.. from.Zip(to, (a, b) => a + (share * (b - a)))];
        return Decode([.. Enumerable.Range(0, count).Select(i => At((float)i / (count - 1)))], condition);
    }

    /// <summary>Writes images as PNG files: sample-0001.png and so on, with the condition behind the number where there is one.</summary>
    /// <param name="images">Rows with the column <see cref="FeatureColumnName"/>.</param>
    /// <param name="folder">The folder, which is made if it is not there.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="NotSupportedException">The model makes rows of numbers, not images.</exception>
    public int WriteImages(IDataView images, string folder) => new SampleImages(_settings).Write(images, folder);

    /// <summary>Writes images as one PNG file, side by side.</summary>
    /// <param name="images">Rows with the column <see cref="FeatureColumnName"/>.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="columns">Images in a row; 0 for about as many as there are rows.</param>
    /// <param name="scale">How many pixels wide and high each pixel of an image becomes; 0 makes images about 64 pixels high where they are smaller.</param>
    /// <exception cref="NotSupportedException">The model makes rows of numbers, not images.</exception>
    public void WriteGrid(IDataView images, string filePath, int columns = 0, int scale = 0) => new SampleImages(_settings).WriteGrid(images, filePath, columns, scale);

    /// <summary>Frees the network, as soon as no thread samples with it any more.</summary>
    public void Dispose() => _lifetime.End();

    private IDataView View(float[][] rows, int[] classes) => SampledRow.View(
        [.. rows.Select((values, i) => new SampledRow { Values = values, Condition = _settings.Conditions.Length == 0 ? "" : _settings.Conditions[classes[i]] })], _settings);

    private int[] ClassesOf(int count, string? condition)
    {
        var known = _settings.Conditions;
        if (condition is null) return [.. Enumerable.Range(0, count).Select(i => known.Length == 0 ? 0 : i % known.Length)];
        if (known.Length == 0) throw new ArgumentException($"The model knows no conditions, but '{condition}' was asked for: train it with ConditionColumnName.", nameof(condition));
        var at = Array.IndexOf(known, condition);
        if (at < 0) throw new ArgumentException($"The condition '{condition}' was not in the training rows. There are: {string.Join(", ", known)}.", nameof(condition));
        return [.. Enumerable.Repeat(at, count)];
    }
}
