using System.Globalization;

namespace MLNetDeep.Tests.Approved;

/// <summary>The options of every architecture, their defaults and sweep ranges, are a text that shows in review when it changes.</summary>
[TestClass]
public sealed class OptionTextTests
{
    [TestMethod]
    public void OptionsAreTheApprovedOnes()
    {
        var networks = ArchitectureRegistry.All.Select(a => (a.Key, a.OptionsType)).Concat(ForecasterOptions.Keys.Select(key => (Key: $"forecast {key}", OptionsType: ForecasterOptions.Create(key).GetType())));
        var lines = networks.SelectMany(a => OptionCatalog.Describe(a.OptionsType).Select(o => $"{a.Key} {Describe(o)}")).ToArray();
        var approved = Path.Combine(Folder, "Options.approved.txt");
        var received = Path.ChangeExtension(approved, null).Replace(".approved", ".received.txt", StringComparison.Ordinal);
        string[] expected = File.Exists(approved) ? File.ReadAllLines(approved) : [];
        File.Delete(received);
        if (expected.SequenceEqual(lines)) return;
        File.WriteAllText(received, string.Concat(lines.Select(l => l + "\n")));
        Assert.Fail($"Look at the difference, then move {received} over the approved file.\n"
            + string.Join('\n', expected.Except(lines).Select(l => "- " + l).Concat(lines.Except(expected).Select(l => "+ " + l))));
    }

    private static string Describe(OptionDescription option)
    {
        var range = option.Choices is { } choices ? $" of {{{string.Join(", ", choices.Select(Text))}}}"
            : option.Minimum is null ? "" : $" in [{Text(option.Minimum)}, {Text(option.Maximum)}]{(option.LogScale ? " by factors" : "")}";
        return $"{option.Name}: {(Nullable.GetUnderlyingType(option.Type) ?? option.Type).Name} = {Text(option.Default)}{range}";
    }

    private static string Text(object? value) => value is string[] names ? $"[{string.Join(", ", names)}]" : value is double[] numbers ? $"[{string.Join(", ", numbers)}]" : Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "null";

    private static string Folder => Path.Combine(Repository.Root, "tests/MLNetDeep.Tests/Approved");
}
