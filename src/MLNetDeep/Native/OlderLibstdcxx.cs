namespace MLNetDeep.Native;

/// <summary>
/// TorchSharp's Linux library was linked with GCC 13 and names one function that libstdc++ has since then, std::ios_base_library_init():
/// the loader refuses it on Debian 12, Ubuntu 22.04 and RHEL 9. The function does nothing but tie streams to the library. A copy that
/// calls std::uncaught_exception() in its place, which has no effect either and is in every libstdc++, loads there.
/// </summary>
internal static class OlderLibstdcxx
{
    /// <summary>The version that the original asks for.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    private const string Missing = "_ZSt21ios_base_library_initv", Instead = "_ZSt18uncaught_exceptionv", Older = "GLIBCXX_3.4";

    /// <summary>The copy, from the bytes of the original, which stay as they are.</summary>
    /// <exception cref="InvalidDataException">It is another library than this was made for.</exception>
    public static byte[] Mend(byte[] original)
    {
        byte[] bytes = [.. original];
        try
        {
            var library = new ElfLibrary(bytes);
            library.CallInstead(Missing, Instead);
            library.AskInstead(Version, Older);
            return bytes;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The library is cut short.", e);
        }
    }
}
