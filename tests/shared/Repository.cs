namespace MLNetDeep;

/// <summary>The checkout that the tests run in. Not from CallerFilePath: where CI builds, the compiler writes another path there.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Digits => Path.Combine(Root, "samples/data/digits.csv");

    /// <summary>The whole text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "MLNetDeep.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
