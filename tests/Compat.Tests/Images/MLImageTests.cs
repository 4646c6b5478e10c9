using Microsoft.ML.Data;

namespace Compat.Tests.Images;

[TestClass]
public sealed class MLImageTests
{
    [TestMethod]
    [DataRow("a.png", 0)]
    [DataRow("a.jpg", 6)]
    [DataRow("a.JPEG", 6)]
    public void What_is_saved_is_read_again(string name, int tolerance)
    {
        using var files = new TemporaryImages();
        files.Add(name, 17, 9);

        using MLImage image = MLImage.CreateFromFile(files.PathOf(name));

        Assert.AreEqual((17, 9), (image.Width, image.Height));
        Assert.AreEqual(32, image.BitsPerPixel);
        AssertNear(TemporaryImages.Pixels(17, 9), image.Pixels.ToArray(), tolerance);
    }

    [TestMethod]
    public void A_stream_gives_the_same_as_the_file()
    {
        using var files = new TemporaryImages();
        files.Add("a.png", 8, 8, shift: 30);
        using Stream stream = File.OpenRead(files.PathOf("a.png"));

        using MLImage image = MLImage.CreateFromStream(stream);

        CollectionAssert.AreEqual(TemporaryImages.Pixels(8, 8, 30), image.Pixels.ToArray());
    }

    [TestMethod]
    public void GetBGRPixels_is_the_same_for_both_formats()
    {
        using MLImage bgra = MLImage.CreateFromPixels(1, 2, MLPixelFormat.Bgra32, [1, 2, 3, 255, 4, 5, 6, 255]);
        using MLImage rgba = MLImage.CreateFromPixels(1, 2, MLPixelFormat.Rgba32, [3, 2, 1, 255, 6, 5, 4, 255]);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 6 }, bgra.GetBGRPixels);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 6 }, rgba.GetBGRPixels);
    }

    [TestMethod]
    public void Transparent_pixels_come_premultiplied()
    {
        using var files = new TemporaryImages();
        using (MLImage image = MLImage.CreateFromPixels(1, 2, MLPixelFormat.Bgra32, [0, 0, 0, 0, 128, 64, 0, 128]))
            image.Save(files.PathOf("a.png"));

        using MLImage read = MLImage.CreateFromFile(files.PathOf("a.png"));

        // Seven bits of alpha are kept on the way.
        AssertNear([0, 0, 0, 0, 128, 64, 0, 128], read.Pixels.ToArray(), 2);
    }

    [TestMethod]
    public void What_is_no_image_is_refused()
    {
        using var files = new TemporaryImages();
        files.Add("cut.png", 40, 40);
        byte[] whole = File.ReadAllBytes(files.PathOf("cut.png"));

        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream([1, 2, 3])));
        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream()));
        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream(whole[..20])));
        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromFile(files.PathOf("none.png")));
        Assert.ThrowsExactly<ArgumentNullException>(() => MLImage.CreateFromFile(null!));
    }

    [TestMethod]
    public void CreateFromPixels_checks_what_it_is_given()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => MLImage.CreateFromPixels(0, 1, MLPixelFormat.Bgra32, []));
        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromPixels(1, 1, MLPixelFormat.Bgra32, [1, 2, 3]));
        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromPixels(1, 1, MLPixelFormat.Unknown, [1, 2, 3, 4]));
    }

    [TestMethod]
    public void A_disposed_image_is_of_no_use()
    {
        MLImage image = TemporaryImages.Create(2, 2);
        image.Dispose();
        image.Dispose();

        Assert.ThrowsExactly<InvalidOperationException>(() => image.Pixels.Length);
    }

    [TestMethod]
    public void An_unknown_extension_is_refused()
    {
        using MLImage image = TemporaryImages.Create(2, 2);

        Assert.ThrowsExactly<ArgumentException>(() => image.Save("a.txt"));
    }

    [TestMethod]
    public void Images_are_read_on_many_threads_at_once()
    {
        using var files = new TemporaryImages();
        string[] names = [.. Enumerable.Range(0, 8).Select(i => files.Add($"{i}.png", 20 + i, 20, shift: i * 10))];

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using MLImage image = MLImage.CreateFromFile(files.PathOf(names[i % 8]));
            CollectionAssert.AreEqual(TemporaryImages.Pixels(20 + i % 8, 20, i % 8 * 10), image.Pixels.ToArray());
        });
    }

    internal static void AssertNear(byte[] expected, byte[] actual, int tolerance)
    {
        Assert.AreEqual(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.IsLessThanOrEqualTo(tolerance, Math.Abs(expected[i] - actual[i]), $"byte {i}: {expected[i]} and {actual[i]}");
    }
}
