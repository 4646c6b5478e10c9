using System.Reflection;

namespace MLNetDeep.Tests.Approved;

/// <summary>The public surface of each package is a text that shows in review when it changes.</summary>
[TestClass]
public sealed class PublicApiTests
{
    [TestMethod]
    [DataRow("MLNetDeep")]
    [DataRow("MLNetDeep.Runtime")]
    [DataRow("MLNetDeep.Chat")]
    [DataRow("MLNetDeep.AutoML")]
    [DataRow("MLNetDeep.Files")]
    [DataRow("MLNetDeep.Testing")]
    public void Is_the_approved_one(string assembly)
    {
        var lines = ApiType.In(Assembly.Load(assembly)).SelectMany(Describe).ToArray();
        var approved = Path.Combine(Folder, assembly + ".approved.txt");
        var received = Path.Combine(Folder, assembly + ".received.txt");
        string[] expected = File.Exists(approved) ? File.ReadAllLines(approved) : [];
        if (expected.SequenceEqual(lines))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, string.Concat(lines.Select(l => l + "\n")));
        var difference = expected.Except(lines).Select(l => "- " + l).Concat(lines.Except(expected).Select(l => "+ " + l));
        Assert.Fail($"{assembly}: look at the difference, then move {received} over the approved file\n{string.Join('\n', difference)}");
    }

    private static IEnumerable<string> Describe(ApiType type)
    {
        var bases = type.Interfaces.Order(StringComparer.Ordinal).Prepend(type.Base).Where(b => b is not (null or "System.Object")).ToArray();
        yield return type.Head + (bases.Length == 0 ? "" : " : " + string.Join(", ", bases)) + (type.IsDelegate ? "" : type.Tail);
        foreach (var member in type.Members.Order(StringComparer.Ordinal))
        {
            yield return "  " + member.Replace(type.Name + "::", "");
        }
    }

    private static string Folder => Path.Combine(Repository.Root, "tests/MLNetDeep.Tests/Approved");
}
