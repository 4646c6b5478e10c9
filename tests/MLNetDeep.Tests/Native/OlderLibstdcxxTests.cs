using System.Text;
using MLNetDeep.Native;

namespace MLNetDeep.Tests.Native;

/// <summary>The copy of TorchSharp's library for older systems.</summary>
[TestClass]
public sealed class OlderLibstdcxxTests
{
    private static readonly string Original = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");

    [TestMethod]
    public void NeitherAsksForTheNewVersionNorCallsTheNewFunction()
    {
        var original = Read();
        var before = (byte[])original.Clone();
        var mended = OlderLibstdcxx.Mend(original);
        CollectionAssert.AreEqual(before, original, "the original stays as it is");
        Assert.AreEqual(original.Length, mended.Length, "nothing moves");
        Assert.IsFalse(Holds(mended, "\0_ZSt21ios_base_library_initv\0"));
        Assert.IsTrue(Holds(mended, "\0_ZSt18uncaught_exceptionv\0"));
        var library = new ElfLibrary(mended);
        Assert.ThrowsExactly<InvalidDataException>(() => library.AskInstead(OlderLibstdcxx.Version, "GLIBCXX_3.4"));
        // It does ask for this one: the chain of versions can still be walked to its end.
        library.AskInstead("GLIBCXX_3.4.30", "GLIBCXX_3.4");
    }

    [TestMethod]
    public void AnotherLibraryIsLeftAlone()
    {
        var other = Path.Combine(AppContext.BaseDirectory, "libc10.so");
        if (!File.Exists(other)) Assert.Inconclusive("Linux only.");
        Assert.ThrowsExactly<InvalidDataException>(() => OlderLibstdcxx.Mend(File.ReadAllBytes(other)));
    }

    [TestMethod]
    public void WhateverIsCutShortIsRefused()
    {
        var original = Read();
        foreach (var length in new[] { 0, 5, 63, 64, 1000, original.Length / 2 })
            Assert.ThrowsExactly<InvalidDataException>(() => OlderLibstdcxx.Mend(original[..length]), $"{length} bytes");
        Assert.ThrowsExactly<InvalidDataException>(() => OlderLibstdcxx.Mend(Encoding.ASCII.GetBytes(new string('x', 4096))));
    }

    [TestMethod]
    public void TheMessageNamesTheLibraryTheSystemsAndWhatHelps() => Assert.AreEqual(
        "TorchSharp's native library cannot be loaded: version `GLIBCXX_3.4.32' not found. It asks for GLIBCXX_3.4.32 of libstdc++ (GCC 13), which Debian 13, Ubuntu 24.04, "
            + "Fedora 38 and RHEL 10 have; a copy that does without could not be used: Read-only file system. "
            + "Make that folder writable (XDG_CACHE_HOME names another), or install a newer libstdc++6.",
        TorchLibrary.Explain("version `GLIBCXX_3.4.32' not found.", "Read-only file system."));

    private static byte[] Read()
    {
        if (!File.Exists(Original)) Assert.Inconclusive("Linux only.");
        return File.ReadAllBytes(Original);
    }

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
