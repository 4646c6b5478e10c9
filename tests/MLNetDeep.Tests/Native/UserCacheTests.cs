using MLNetDeep.Native;

namespace MLNetDeep.Tests.Native;

/// <summary>The folder with libraries that were made on this machine.</summary>
[TestClass]
public sealed class UserCacheTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetdeep-test-").FullName;

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void TheSameBytesAreOneFileAndOthersAreAnother()
    {
        var cache = new UserCache(Path.Combine(_folder, "a", "b"));
        var first = cache.Put("libx.so", [1, 2, 3]);
        Assert.AreEqual(first, cache.Put("libx.so", [1, 2, 3]));
        var second = cache.Put("libx.so", [1, 2, 4]);
        CollectionAssert.AreEquivalent(new[] { first, second }, Directory.GetFiles(cache.Folder), "nothing unfinished stays");
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, File.ReadAllBytes(first));
    }

    [TestMethod]
    public void AFileThatWasCutShortIsWrittenAgain()
    {
        var cache = new UserCache(_folder);
        var path = cache.Put("libx.so", [1, 2, 3]);
        File.WriteAllBytes(path, [1]);
        Assert.AreEqual(path, cache.Put("libx.so", [1, 2, 3]));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, File.ReadAllBytes(path));
    }

    [TestMethod]
    public void ManyAtOnceFindItWhole()
    {
        var bytes = Enumerable.Range(0, 1_000_000).Select(i => (byte)i).ToArray();
        Parallel.For(0, 32, _ => CollectionAssert.AreEqual(bytes, File.ReadAllBytes(new UserCache(_folder).Put("libx.so", bytes))));
        Assert.AreEqual(1, Directory.GetFiles(_folder).Length);
    }

    [TestMethod]
    public void WhereTheFolderCannotBeMadeALibraryLoadsAllTheSame()
    {
        var original = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        if (!File.Exists(original)) Assert.Inconclusive("Linux only.");
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "not a folder");
        var mended = OlderLibstdcxx.Mend(File.ReadAllBytes(original));
        Assert.AreNotEqual(0, new UserCache(Path.Combine(file, "below")).Load("libLibTorchSharp.so", mended));
    }
}
