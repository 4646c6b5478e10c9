using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Runtime;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Sounds;

/// <summary>Log-mel frames against a plain computation from the definitions, and as a step of a pipeline.</summary>
[TestClass]
public sealed class LogMelTests
{
    private static readonly LogMelSettings Settings = new(8000, 200, 80, 40, 20, 4000);

    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Frames_are_what_their_definition_says()
    {
        var random = new Random(3);
        float[] samples = [.. Wav.Tone(700, 8000, 0.1).Select(s => s + (float)(0.1 * (random.NextDouble() - 0.5)))];
        var frames = LogMel.Of(Settings).Frames(new MonoSound(samples, 8000));
        var expected = Reference(samples, 8000, 200, 80, 40, 20, 4000);
        Assert.HasCount(expected.Length, frames);
        for (var i = 0; i < frames.Length; i++) Assert.AreEqual(expected[i], frames[i], 1e-4, $"frame {i / 40}, band {i % 40}");
    }

    // Slow and from the formulas: every frame a sum over cosines and sines.
    private static double[] Reference(float[] samples, int rate, int window, int hop, int bands, double low, double high)
    {
        var (length, count) = (256, 1 + ((samples.Length - window + hop - 1) / hop));
        double Mel(double f) => 2595 * Math.Log10(1 + (f / 700));
        double[] edges = [.. Enumerable.Range(0, bands + 2).Select(i => 700 * (Math.Pow(10, (Mel(low) + ((Mel(high) - Mel(low)) * i / (bands + 1))) / 2595) - 1))];
        var hann = Enumerable.Range(0, window).Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / window))).ToArray();
        var result = new List<double>();
        for (var t = 0; t < count; t++)
        {
            var powers = new double[(length / 2) + 1];
            for (var k = 0; k < powers.Length; k++)
            {
                var (real, imaginary) = (0.0, 0.0);
                for (var i = 0; i < window && (t * hop) + i < samples.Length; i++)
                {
                    real += samples[(t * hop) + i] * hann[i] * Math.Cos(2 * Math.PI * k * i / length);
                    imaginary += samples[(t * hop) + i] * hann[i] * Math.Sin(2 * Math.PI * k * i / length);
                }
                powers[k] = ((real * real) + (imaginary * imaginary)) / hann.Sum(w => w * w);
            }
            for (var b = 0; b < bands; b++)
            {
                var energy = Enumerable.Range(0, powers.Length).Sum(k =>
                {
                    var f = (double)k * rate / length;
                    return powers[k] * Math.Max(0, Math.Min((f - edges[b]) / (edges[b + 1] - edges[b]), (edges[b + 2] - f) / (edges[b + 2] - edges[b + 1])));
                });
                result.Add(Math.Log(Math.Max(1e-10, energy)));
            }
        }
        return [.. result];
    }

    [TestMethod]
    public void White_noise_has_its_variance_in_every_bin()
    {
        var random = new Random(1);
        float[] noise = [.. Enumerable.Range(0, 80_000).Select(_ => (float)(0.1 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
        var mel = LogMel.Of(Settings);
        var frames = mel.Frames(new MonoSound(noise, 8000));
        var bands = mel.Noise().ToArray();
        for (var b = 0; b < 40; b++)
        {
            var energies = Enumerable.Range(0, frames.Length / 40).Select(t => Math.Exp(frames[(t * 40) + b])).ToArray();
            Assert.AreEqual(0.01 * bands[b].Width, energies.Average(), 0.15 * 0.01 * bands[b].Width, $"band {b}");
        }
    }

    [TestMethod]
    public void Every_band_hears_something_however_many_there_are()
    {
        foreach (var bands in new[] { 1, 24, 80, 128 })
        {
            var mel = LogMel.Of(Settings with { Bands = bands });
            Assert.IsTrue(mel.Noise().All(band => band.Width > 0), $"{bands} bands");
        }
    }

    [TestMethod]
    [DataRow(16_000)]
    [DataRow(44_100)]
    [DataRow(11_025)]
    public void A_sound_of_another_rate_is_heard_alike(int rate)
    {
        var at8 = LogMel.Of(Settings).Frames(new MonoSound(Wav.Tone(1000, 8000, 0.5), 8000));
        var other = LogMel.Of(Settings).Frames(new MonoSound(Wav.Tone(1000, rate, 0.5), rate));
        Assert.HasCount(at8.Length, other);
        // The tone's own bands, away from both ends.
        for (var t = 5; t < 40; t++)
        {
            var loudest = Enumerable.Range(0, 40).MaxBy(b => at8[(t * 40) + b]);
            Assert.AreEqual(at8[(t * 40) + loudest], other[(t * 40) + loudest], 0.02, $"frame {t}");
        }
    }

    // A tone of 6 kHz must not come back as one of 2.
    [TestMethod]
    public void What_the_lower_rate_cannot_hold_is_gone()
    {
        var frames = LogMel.Of(Settings).Frames(new MonoSound(Wav.Tone(6000, 16_000, 0.5), 16_000));
        Assert.IsTrue(frames.Skip(5 * 40).Take(30 * 40).All(value => value < -15), $"{frames.Skip(200).Take(1200).Max()}");
    }

    [TestMethod]
    public void Longer_sounds_lose_both_ends_and_shorter_ones_stand_between_silence()
    {
        var mel = LogMel.Of(Settings);
        var longer = new float[20 * 40];
        mel.Fill(new MonoSound([.. new float[4000], .. Wav.Tone(500, 8000, 0.3), .. new float[4000]], 8000), longer);
        Assert.IsTrue(Enumerable.Range(0, 20).All(t => LogMel.IsHeard(longer.AsSpan(t * 40, 40))));
        var shorter = new float[20 * 40];
        mel.Fill(new MonoSound(Wav.Tone(500, 8000, 0.1), 8000), shorter);
        CollectionAssert.AreEqual(new[] { false, false, false, false, false, true, true, true }, Enumerable.Range(0, 8).Select(t => LogMel.IsHeard(shorter.AsSpan(t * 40, 40))).ToArray());
        Assert.AreEqual(LogMel.Floor, shorter[0]);
    }

    [TestMethod]
    public void Standard_frames_have_no_mean_whatever_the_loudness()
    {
        var mel = LogMel.Of(Settings);
        var random = new Random(1);
        float[] samples = [.. Wav.Tone(500, 8000, 0.2, 0.8).Select(s => s + (float)(0.1 * random.NextDouble()))];
        var (loud, soft) = (mel.Frames(new MonoSound(samples, 8000)), mel.Frames(new MonoSound([.. samples.Select(s => s / 8)], 8000)));
        LogMel.Standardize(loud, 40);
        LogMel.Standardize(soft, 40);
        Assert.AreEqual(0, loud.Average(), 1e-4);
        Assert.AreEqual(1, loud.Average(value => value * value), 0.01);
        for (var i = 0; i < loud.Length; i++) Assert.AreEqual(loud[i], soft[i], 1e-3, $"{i}");
        var silence = Enumerable.Repeat(LogMel.Floor, 80).ToArray();
        LogMel.Standardize(silence, 40);
        Assert.IsTrue(silence.All(value => value == 0));
    }

    [TestMethod]
    public void The_transform_takes_paths_bytes_and_samples_and_is_saved()
    {
        var samples = Wav.Tone(700, 8000, 0.1);
        using var folder = new ImageFolder();
        Row[] rows = [new() { Path = folder.Write("a.wav", Wav.Of(samples)), Bytes = Wav.Of(samples), Samples = [.. SoundFiles.Decode(Wav.Of(samples)).Samples] }];
        var view = _ml.Data.LoadFromEnumerable(rows);
        var options = new LogMelOptions { SampleRate = 8000, Normalize = false };
        var pipeline = _ml.Deep().Transforms.LogMel("OfPath", "Path", options).Append(_ml.Deep().Transforms.LogMel("OfBytes", "Bytes", options)).Append(_ml.Deep().Transforms.LogMel("OfSamples", "Samples", options));
        var model = pipeline.Fit(view);
        var frames = model.Transform(view);
        var promised = pipeline.GetOutputSchema(SchemaShapes.Of(view));
        var expected = LogMel.Of(Settings).Frames(new MonoSound(rows[0].Samples, 8000));
        var file = folder.File("mel.zip");
        _ml.Model.Save(model, view.Schema, file);
        var loaded = new MLContext().Model.LoadPlain(file, out _).Transform(view);
        foreach (var name in new[] { "OfPath", "OfBytes", "OfSamples" })
        {
            Assert.AreEqual(SchemaShape.Column.VectorKind.VariableVector, promised.Single(c => c.Name == name).Kind);
            Assert.AreEqual(0, ((VectorDataViewType)frames.Schema[name].Type).Size);
            CollectionAssert.AreEqual(expected, frames.GetColumn<float[]>(name).Single());
            CollectionAssert.AreEqual(expected, loaded.GetColumn<float[]>(name).Single());
        }
        Assert.IsFalse(frames.Schema.Any(column => column.Name.StartsWith("MLNetDeep.", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void With_seconds_stated_all_vectors_have_one_length()
    {
        Row[] rows = [new() { Samples = Wav.Tone(700, 8000, 0.1) }, new() { Samples = Wav.Tone(700, 8000, 0.7) }];
        var view = _ml.Data.LoadFromEnumerable(rows);
        var estimator = _ml.Deep().Transforms.LogMel("Samples", options: new LogMelOptions { SampleRate = 8000, Seconds = 0.3, MelBands = 20 });
        var frames = estimator.Fit(view).Transform(view);
        var width = Settings.FramesOf(2400) * 20;
        Assert.AreEqual(width, ((VectorDataViewType)frames.Schema["Samples"].Type).Size);
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, estimator.GetOutputSchema(SchemaShapes.Of(view)).Single(c => c.Name == "Samples").Kind);
        Assert.IsTrue(frames.GetColumn<float[]>("Samples").All(row => row.Length == width && Math.Abs(row.Average()) < 1e-3));
    }

    [TestMethod]
    public void What_cannot_be_is_refused()
    {
        var faults = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Transforms.LogMel("Mel", "Path", new LogMelOptions { SampleRate = 500, MelBands = 0, HopMilliseconds = 0, HighestFrequency = 10, Seconds = -1 })).Message;
        Assert.AreEqual("LogMelOptions: SampleRate must be from 1000 to 768000, or 0 to find it out, but was 500. HopMilliseconds must be between 1 and 1000, but was 0. MelBands must be from 1 to 512, but was 0. "
            + "HighestFrequency must be above LowestFrequency (20), or 0 for half of the sample rate, but was 10. Seconds must be between 0 and 3600, but was -1.", faults);
        var view = _ml.Data.LoadFromEnumerable([new Row { Path = "/no/such/file.wav" }]);
        var estimator = _ml.Deep().Transforms.LogMel("Mel", "Path");
        var thrown = Assert.Throws<Exception>(() => estimator.Fit(view).Transform(view).GetColumn<float[]>("Mel").ToArray());
        StringAssert.Contains(thrown.ToString(), "Column 'Path': there is no file '/no/such/file.wav'.");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Deep().Transforms.LogMel("Mel", "Number").Fit(view));
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public byte[] Bytes { get; set; } = [];

        public float[] Samples { get; set; } = [];

        public int Number { get; set; }
    }
}
