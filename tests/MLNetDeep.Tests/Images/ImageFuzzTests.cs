using MLNetDeep.Tests.Support;
using MLNetDeep.Tests.Support.Encodings;

namespace MLNetDeep.Tests.Images;

/// <summary>
/// Damaged image files: each is either read, or refused with a reason that names it, and never ends in another exception or a crash. 500 files; 10,000 with MLNETDEEP_FULL=1.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class ImageFuzzTests
{
    private static readonly int _files = Full.IsWanted ? 10_000 : 500;

    // A damaged header can state any size: memory for it is not what this test is about.
    private const long MostPixels = 1_000_000;

    [TestMethod]
    public void A_damaged_file_is_read_or_refused_with_a_reason()
    {
        var before = ImageFiles.MaxPixels;
        ImageFiles.MaxPixels = MostPixels;
        try
        {
            using var folder = new ImageFolder();
            var read = Enumerable.Range(0, _files).Count(seed => Try(seed, folder));
            Assert.IsGreaterThan(_files / 20, read, "Hardly any file could be read: the changes are too wild to try anything.");
            Assert.IsLessThan(_files * 19 / 20, read, "Hardly any file was refused: the changes are too small to try anything.");
            if (Full.IsWanted) Console.WriteLine($"{_files} files: {read} read, {_files - read} refused.");
        }
        finally
        {
            ImageFiles.MaxPixels = before;
        }
    }

    // Whether it was read. By path and by bytes the answer is the same.
    private static bool Try(int seed, ImageFolder folder)
    {
        var random = new Random(seed);
        var (name, whole) = Encoded.All.Select(e => (e.Name, e.Bytes)).Append(("jpeg, turned", Encoded.Turned(1 + (seed % 8)).Bytes)).ElementAt(seed % (Encoded.All.Count + 1));
        var bytes = Mutate(whole, random);
        var path = folder.Write("damaged.png", bytes);
        try
        {
            var reason = ImageFiles.FindFault(path);
            if (reason is null)
            {
                using var ofPath = ImageFiles.Load(path);
                using var ofBytes = ImageFiles.Decode(bytes);
                Assert.AreEqual((ofPath.Width, ofPath.Height), (ofBytes.Width, ofBytes.Height), $"seed {seed}, {name}");
                Assert.IsTrue(ofPath.Pixels.SequenceEqual(ofBytes.Pixels), $"seed {seed}, {name}: path and bytes differ");
                return true;
            }
            StringAssert.StartsWith(reason, "it ", $"seed {seed}, {name}");
            var fault = Assert.ThrowsExactly<InvalidDataException>(() => ImageFiles.Load(path));
            StringAssert.Contains(fault.Message, path, $"seed {seed}, {name}");
            Assert.ThrowsExactly<InvalidDataException>(() => ImageFiles.Decode(bytes));
            return false;
        }
        catch (Exception e) when (e is not UnitTestAssertException)
        {
            throw new AssertFailedException($"seed {seed}, {name}: {e}");
        }
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                case 3: bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 20))); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 100)))); break;
                default: if (random.Next(4) == 0) bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }
}
