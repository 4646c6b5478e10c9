using NAudio.Wave;

namespace Sounds;

/// <summary>A WAV file and what is heard in it.</summary>
internal sealed class Recording
{
    private const int Rate = 8000;

    public string Word { get; set; } = "";

    public string Path { get; set; } = "";

    /// <summary>The recordings of a folder whose files are called WORD_SOURCE_NUMBER.wav, as those of the Free Spoken Digit Dataset are. Numbers 0 to 4 are for the test.</summary>
    public static ILookup<bool, Recording> In(string folder) =>
        (from path in Directory.EnumerateFiles(folder, "*.wav").Order()
         let parts = System.IO.Path.GetFileNameWithoutExtension(path).Split('_')
         select (IsTest: int.Parse(parts[^1]) < 5, Recording: new Recording { Word = parts[0], Path = path })).ToLookup(pair => pair.IsTest, pair => pair.Recording);

    /// <summary>Makes recordings of a machine that hums, squeals or rattles, in noise: so many of each.</summary>
    public static void Make(string folder, int count, int seed)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(seed);
        foreach (string word in new[] { "hum", "squeal", "rattle" })
            for (int number = 0; number < count; number++)
            {
                using var writer = new WaveFileWriter(System.IO.Path.Combine(folder, $"{word}_made_{number}.wav"), new WaveFormat(Rate, 16, 1));
                foreach (float sample in Samples(word, random)) writer.WriteSample(sample);
            }
    }

    private static IEnumerable<float> Samples(string word, Random random)
    {
        var (length, pitch, loudness) = (random.Next(Rate / 3, Rate * 2 / 3), 0.8 + (0.4 * random.NextDouble()), 0.2 + (0.4 * random.NextDouble()));
        for (int i = 0; i < length; i++)
        {
            double time = (double)i / Rate, noise = (2 * random.NextDouble()) - 1;
            double sound = word switch
            {
                "hum" => Math.Sin(2 * Math.PI * 110 * pitch * time) + (0.5 * Math.Sin(2 * Math.PI * 220 * pitch * time)),
                "squeal" => Math.Sin((2 * Math.PI * 1800 * pitch * time) + (3 * Math.Sin(2 * Math.PI * 7 * time))),
                _ => noise * Math.Exp(-30 * (time * 12 * pitch % 1) / 12),
            };
            yield return (float)(loudness * ((0.7 * sound) + (0.1 * noise)));
        }
    }
}

/// <summary>What a model says of a recording.</summary>
internal sealed class Guess
{
    public string PredictedLabel { get; set; } = "";
}
