using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Sounds;

/// <summary>Networks for sounds: what their columns may hold, what they say of them, and what they refuse.</summary>
[TestClass]
public sealed class SoundModelTests
{
    private readonly MLContext _ml = new(1);
    private readonly List<string> _log = [];

    [TestMethod]
    public void Paths_bytes_and_samples_are_one_sound()
    {
        using var folder = new ImageFolder();
        var view = View(Rows(folder, 60));
        var options = new AudioCnnOptions { MaxEpochs = 25, BatchSize = 16, BaseChannels = 8, Blocks = 2, Seed = 1, SampleRate = 8000, LearningRate = 5e-3, Augment = false };
        var scores = new List<float[][]>();
        foreach (var column in new[] { nameof(Row.Path), nameof(Row.Bytes), nameof(Row.Samples) })
        {
            using var model = _ml.Deep().MulticlassClassification.AudioCnn("Label", column, options).Fit(view);
            scores.Add(Scores(model.Transform(view)));
            Assert.IsGreaterThan(0.9, _ml.MulticlassClassification.Evaluate(model.Transform(view)).MicroAccuracy);
            var file = folder.File($"{column}.zip");
            _ml.Deep().Model.Save(model, view.Schema, file);
            foreach (var loaded in new[] { new MLContext().Model.LoadPlain(file, out _), new MLContext().Model.LoadForScoring(file, out _), new MLContext().Deep().Model.Load(file, out _) })
            {
                AssertEqual(scores[^1], Scores(loaded.Transform(view)), 1e-5);
                (loaded as IDisposable)?.Dispose();
            }
        }
        AssertEqual(scores[0], scores[1], 0);
        AssertEqual(scores[0], scores[2], 1e-5);
    }

    [TestMethod]
    public void The_log_says_what_sounds_are_like()
    {
        using var folder = new ImageFolder();
        var rows = Rows(folder, 38);
        rows[3].Bytes = Wav.Of(new float[1600]);
        rows[4].Bytes = Wav.Of(Wav.Tone(500, 16_000, 0.2), 16_000);
        rows[5].Bytes = Wav.Write(Wav.Pcm, 2, 8000, 16, new byte[6400]);
        rows[8].Bytes = Wav.Of(Wav.Tone(500, 8000, 1.5));
        _ml.Log += (_, e) => _log.Add(e.Message);
        using var model = Fit(rows, new AudioCnnOptions { ValidationFraction = 0 });
        var log = string.Join('\n', _log);
        StringAssert.Contains(log, "Sounds of 'Bytes': 0.2 to 1.5 seconds long; the network takes 0.2 seconds at 8000 Hz, which are 19 frames of 40 mel bands.");
        StringAssert.Contains(log, "1 of 38 sounds are longer than that (Seconds): their middle is taken.");
        StringAssert.Contains(log, "1 of 38 sounds have another sample rate than 8000 Hz (SampleRate) and are resampled.");
        StringAssert.Contains(log, "1 of 38 sounds have several channels: their mean is taken.");
        StringAssert.Contains(log, "2 of 38 sounds are silent: all their samples are 0.");
        Assert.IsTrue(Scores(model.Transform(View(rows))).All(row => row.All(float.IsFinite)));
    }

    [TestMethod]
    public void All_sounds_that_cannot_be_used_are_named_before_the_training()
    {
        using var folder = new ImageFolder();
        var rows = Rows(folder, 12);
        rows[2].Path = folder.File("none.wav");
        File.WriteAllBytes(rows[7].Path, [.. File.ReadAllBytes(rows[7].Path).Take(900)]);
        var trainer = _ml.Deep().MulticlassClassification.AudioCnn("Label", "Path", new AudioCnnOptions { OnEpoch = _ => Assert.Fail("It was trained.") });
        var message = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(View(rows))).Message;
        Assert.AreEqual($"Column 'Path' has 2 sounds that cannot be used: row 3: there is no file '{rows[2].Path}'; row 8: '{rows[7].Path}' ends early. Rows are counted from 1.", message);
    }

    [TestMethod]
    public void Samples_need_a_rate_and_numbers()
    {
        using var folder = new ImageFolder();
        var rows = Rows(folder, 12);
        var trainers = _ml.Deep().MulticlassClassification;
        Assert.AreEqual("Column 'Samples' holds samples, which do not say how many there are in a second: state it with SampleRate, such as 16000.",
            Assert.ThrowsExactly<InvalidOperationException>(() => trainers.AudioCnn("Label", "Samples").Fit(View(rows))).Message);
        rows[1].Samples[5] = float.PositiveInfinity;
        rows[4].Samples = [];
        Assert.AreEqual("Column 'Samples' has 2 sounds that cannot be used: row 2: the sound has a sample that is not finite (Infinity, at position 6 of 1600); row 5: the sound has no samples. Rows are counted from 1.",
            Assert.ThrowsExactly<InvalidOperationException>(() => trainers.AudioCnn("Label", "Samples", new AudioCnnOptions { SampleRate = 8000 }).Fit(View(rows))).Message);
        var mismatch = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainers.AudioCnn("Label", "Number").Fit(View(rows))).Message;
        StringAssert.Contains(mismatch, "expected the path of a WAV file (text), its bytes (Vector<Byte> of any length), or samples (Vector<Single> of any length), got Single");
    }

    [TestMethod]
    public void A_saved_model_names_the_file_that_it_cannot_read()
    {
        using var folder = new ImageFolder();
        var rows = Rows(folder, 12);
        using var model = _ml.Deep().MulticlassClassification.AudioCnn("Label", "Path", Small()).Fit(View(rows));
        var file = folder.File("model.zip");
        _ml.Model.Save(model, View(rows).Schema, file);
        var loaded = new MLContext().Model.LoadPlain(file, out _);
        rows[0].Path = folder.File("none.wav");
        var thrown = Assert.Throws<Exception>(() => Scores(loaded.Transform(View(rows))));
        StringAssert.Contains(thrown.ToString(), $"Column 'Path': there is no file '{rows[0].Path}'.");
    }

    [TestMethod]
    public void Options_that_cannot_be_are_refused_together()
    {
        var options = new BcResNetOptions { SampleRate = 10, Seconds = -1, TimeShift = 2, NoiseProbability = 1.5, Tau = 0, MelBands = 1000, LowestFrequency = -5 };
        Assert.AreEqual("BcResNetOptions: SampleRate must be from 1000 to 768000, or 0 to find it out, but was 10. MelBands must be from 1 to 512, but was 1000. LowestFrequency must be at least 0, but was -5. "
            + "Seconds must be between 0 and 3600, but was -1. TimeShift must be between 0 and 1, but was 2. NoiseProbability must be between 0 and 1, but was 1.5. Tau must be between 0.125 and 64, but was 0.",
            Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().MulticlassClassification.BcResNet("Label", "Path", options)).Message);
    }

    [TestMethod]
    public void Training_goes_on_with_the_frames_that_the_model_has()
    {
        using var folder = new ImageFolder();
        var rows = Rows(folder, 24);
        using var model = Fit(rows, Small());
        using var further = _ml.Deep().MulticlassClassification.AudioCnn("Label", "Bytes", Small()).Fit(View(rows), model);
        var other = Small();
        other.MelBands = 20;
        var message = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().MulticlassClassification.AudioCnn("Label", "Bytes", other).Fit(View(rows), model)).Message;
        StringAssert.Contains(message, "its input is 19 frames of 40 mel bands, not 19 frames of 20 mel bands from 20 to 4000 Hz, 25 ms long, one each 10 ms, at 8000 Hz");
    }

    private static AudioCnnOptions Small() => new() { MaxEpochs = 1, BaseChannels = 4, Blocks = 2, Seed = 1 };

    private DeepTransformer Fit(Row[] rows, AudioCnnOptions options)
    {
        (options.MaxEpochs, options.BaseChannels, options.Blocks, options.Seed) = (1, 4, 2, 1);
        return _ml.Deep().MulticlassClassification.AudioCnn("Label", "Bytes", options).Fit(View(rows));
    }

    private IDataView View(Row[] rows)
    {
        var view = _ml.Data.LoadFromEnumerable(rows);
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    // Low, middle and high tones with noise.
    private static Row[] Rows(ImageFolder folder, int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var pitch = new[] { 300, 800, 1900 }[i % 3] * (1 + (0.1 * random.NextDouble()));
            var wav = Wav.Of([.. Wav.Tone(pitch, 8000, 0.2, 0.1 + (0.5 * random.NextDouble())).Select(s => s + (float)(0.05 * (random.NextDouble() - 0.5)))]);
            return new Row { Label = $"{i % 3}", Path = folder.Write($"{i}.wav", wav), Bytes = wav, Samples = SoundFiles.Decode(wav).Samples };
        })];
    }

    private static float[][] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score")];

    private static void AssertEqual(float[][] expected, float[][] actual, double error)
    {
        for (var i = 0; i < expected.Length; i++)
            for (var k = 0; k < expected[i].Length; k++) Assert.AreEqual(expected[i][k], actual[i][k], error, $"row {i}");
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public string Path { get; set; } = "";

        public byte[] Bytes { get; set; } = [];

        public float[] Samples { get; set; } = [];

        public float Number { get; set; }
    }
}
