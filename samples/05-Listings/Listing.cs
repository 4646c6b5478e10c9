using Microsoft.ML.Data;

namespace Listings;

/// <summary>Something that is for sale.</summary>
public sealed class Listing
{
    /// <summary>The path of a photo; empty where there is none.</summary>
    public string Photo { get; set; } = "";

    public string Title { get; set; } = "";

    public float Price { get; set; }

    public string Town { get; set; } = "";

    public bool SoldInAWeek { get; set; }

    /// <summary>
    /// Listings made by chance, the same for the same seed: a bright photo, a title that praises and a low price each speak for a quick sale, and two of three decide. One in ten has no
    /// photo. No data set is needed: bring your own in its place.
    /// </summary>
    public static IEnumerable<Listing> Make(int count, int seed, string folder)
    {
        var random = new Random(seed);
        string Pick(params string[] words) => words[random.Next(words.Length)];
        for (int i = 0; i < count; i++)
        {
            bool isBright = random.Next(2) == 0, isPraised = random.Next(2) == 0, isCheap = random.Next(2) == 0;
            string thing = Pick("bicycle", "armchair", "lamp", "radio", "bookcase", "guitar");
            yield return new Listing
            {
                Photo = random.Next(10) == 0 ? "" : Draw(Path.Combine(folder, $"{seed}-{i}.png"), isBright, random),
                Title = isPraised ? Pick($"Lovely {thing}, like new", $"Hardly used {thing}, perfect", $"{thing} in great shape") : Pick($"Old {thing} with scratches", $"{thing}, needs some repair", $"Broken {thing} for parts"),
                Price = (isCheap ? 20 : 80) + random.Next(40),
                Town = Pick("Lisbon", "Kyoto", "Quito", "Oslo"),
                SoldInAWeek = (isBright ? 1 : 0) + (isPraised ? 1 : 0) + (isCheap ? 1 : 0) >= 2,
            };
        }
    }

    // A thing before a wall: light from above, or in the dark.
    private static string Draw(string path, bool isBright, Random random)
    {
        const int Side = 16;
        var pixels = new byte[Side * Side * 4];
        int left = random.Next(2, 6), top = random.Next(4, 8);
        for (int y = 0; y < Side; y++)
            for (int x = 0; x < Side; x++)
            {
                bool isThing = x >= left && x < left + 8 && y >= top && y < top + 8;
                int light = isBright ? 200 - (6 * y) : 60 + (2 * y);
                for (int c = 0; c < 3; c++) pixels[(((y * Side) + x) * 4) + c] = (byte)Math.Clamp((isThing ? light / 2 : light) + random.Next(-25, 26), 1, 255);
                pixels[(((y * Side) + x) * 4) + 3] = 255;
            }
        using MLImage image = MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Rgba32, pixels);
        image.Save(path);
        return path;
    }
}

/// <summary>What a model answers.</summary>
public sealed class Answer
{
    public float Probability { get; set; }
}
