using MLNetDeep.Tests.Support;
using MLNetDeep.Tests.Support.Encodings;

namespace MLNetDeep.Tests.Images;

/// <summary>What cannot be read is refused with the reason, and never half of it taken for the whole.</summary>
[TestClass]
public sealed class BadFileTests
{
    public static IEnumerable<object[]> Names => Encoded.All.Select(e => new object[] { e.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_file_cut_anywhere_before_its_last_pixel_is_refused(string name)
    {
        var bytes = Encoded.All.Single(e => e.Name == name).Bytes;
        using var folder = new ImageFolder();
        using var whole = ImageFiles.Decode(bytes);
        for (var length = 1; length < bytes.Length; length++)
        {
            var fault = ImageFiles.FindFault(folder.Write("cut", bytes[..length]));
            if (fault is null) CollectionAssert.AreEqual(whole.Pixels.ToArray(), PixelsOf(bytes[..length]), $"{length} of {bytes.Length} bytes are another picture");
            if (length == bytes.Length * 4 / 10) Assert.IsTrue(fault is "it ends early" or "it ends early or is damaged", fault);
        }
    }

    [TestMethod]
    public void An_empty_file() => Assert.AreEqual("it is empty", Fault([]));

    [TestMethod]
    public void A_text() => Assert.AreEqual("it is not an image that can be read: PNG, JPEG, BMP, GIF and WebP are", Fault("BMI,age\n3,4\n"u8.ToArray()));

    [TestMethod]
    public void No_file()
    {
        Assert.AreEqual("there is no such file", ImageFiles.FindFault("/no/such/file.png"));
        Assert.AreEqual("the path is empty", ImageFiles.FindFault(""));
        Assert.AreEqual("There is no file '/no/such/file.png'.", Assert.ThrowsExactly<InvalidDataException>(() => ImageFiles.Load("/no/such/file.png")).Message);
    }

    [TestMethod]
    public void A_size_beyond_the_limit_is_refused_before_there_is_memory_for_it() =>
        Assert.AreEqual("it has 30000 × 30000 pixels, and at most 100,000,000 in all are read", Fault(PngWriter.Claim(30_000, 30_000)));

    [TestMethod]
    public void A_limit_must_be_one()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ImageFiles.MaxPixels = 0);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ImageFiles.MaxPixels = 500_000_001);
    }

    [TestMethod]
    public void Bytes_changed_at_random_are_read_or_refused()
    {
        using var folder = new ImageFolder();
        var random = new Random(7);
        var refused = 0;
        var count = Full.IsWanted ? 10_000 : 500;
        for (var i = 0; i < count; i++)
        {
            var bytes = (byte[])Encoded.All[i % Encoded.All.Count].Bytes.Clone();
            for (var k = random.Next(1, 6); k > 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            // Both ways, and nothing but these: whatever else is thrown ends the test.
            if (ImageFiles.FindFault(folder.Write("file", bytes)) is not null) refused++;
        }
        Assert.IsTrue(refused > count / 20 && refused < count, $"{refused} of {count}");
    }

    private static string? Fault(byte[] bytes)
    {
        using var folder = new ImageFolder();
        return ImageFiles.FindFault(folder.Write("file", bytes));
    }

    private static byte[] PixelsOf(byte[] bytes)
    {
        using var image = ImageFiles.Decode(bytes);
        return image.Pixels.ToArray();
    }
}
