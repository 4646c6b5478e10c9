using System.Reflection;

namespace MLNetDeep.Tests.Architecture;

/// <summary>The dependency rules of docs/architecture.md, held on the compiled assemblies.</summary>
[TestClass]
public sealed class DependencyTests
{
    private static readonly string[] Families = ["Vision", "Tabular", "Text", "Sequences", "Sound", "Series", "Graphs", "Generative", "Fusion"];

    /// <summary>What a folder of MLNetDeep must not use. "" is the project's own folder, with the catalogs.</summary>
    private static readonly Dictionary<string, string[]> Forbidden = new()
    {
        ["Common"] = ["", "Inputs", "Evaluation", "Data", "Training", "Tasks", "Scoring", "Architectures", "Layers", "Onnx", "Persistence", .. Families],
        ["Native"] = ["", "Inputs", "Common", "Evaluation", "Data", "Training", "Tasks", "Scoring", "Architectures", "Layers", "Onnx", "Persistence", .. Families],
        ["Data"] = ["", "Inputs", "Evaluation", "Training", "Tasks", "Scoring", "Layers", "Onnx", "Persistence", .. Families],
        ["Training"] = ["", "Inputs", "Evaluation", "Tasks", "Scoring", "Architectures", "Layers", "Onnx", "Persistence", .. Families],
        ["Layers"] = ["", "Inputs", "Training", "Tasks", "Scoring", "Persistence", .. Families],
        ["Architectures"] = ["", "Training", "Tasks", "Scoring", "Persistence", .. Families],
        ["Inputs"] = ["", "Evaluation", "Training", "Tasks", "Scoring", "Persistence", .. Families],
        ["Tasks"] = ["", "Evaluation", .. Families],
        ["Evaluation"] = ["", "Training", "Scoring", "Architectures", "Layers", "Onnx", "Persistence", .. Families],
        ["Scoring"] = ["", .. Families],
        ["Onnx"] = ["", "Inputs", "Training", "Tasks", "Scoring", "Data", "Persistence", .. Families],
        ["Persistence"] = ["", .. Families],
        ["Pretrained"] = ["", "Inputs", "Evaluation", "Training", "Tasks", "Scoring", "Data", "Persistence", .. Families],
        ["Embedders"] = [.. Families],
        ["Tagging"] = [],
        ["GraphTasks"] = [],
        ["Generation"] = [],
        ["Representations"] = [],
        ["Forecasting"] = [.. Families],
    };

    [TestMethod]
    [DataRow("MLNetDeep.Runtime", "MLNetDeep", "MLNetDeep.Testing", "MLNetDeep.Cli", "mlnetdeep", "TorchSharp")]
    [DataRow("MLNetDeep.AutoML", "MLNetDeep.Testing", "MLNetDeep.Cli", "mlnetdeep", "MLNetDeep.Files", "Microsoft.ML.AutoML")]
    [DataRow("MLNetDeep", "MLNetDeep.AutoML", "MLNetDeep.Testing", "MLNetDeep.Cli", "mlnetdeep", "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm")]
    [DataRow("MLNetDeep.Testing", "MLNetDeep.Cli", "mlnetdeep")]
    public void An_assembly_does_not_reference(string assembly, params string[] forbidden)
    {
        var references = Assembly.Load(assembly).GetReferencedAssemblies().Select(r => r.Name!);
        Assert.IsEmpty(references.Intersect(forbidden), assembly);
    }

    [TestMethod]
    public void Folders_of_MLNetDeep_use_each_other_one_way_only()
    {
        var faults = Uses().Where(u => IsForbidden(u.From, u.To)).Select(u => $"{u.Where} ({u.From}) uses {u.Used} ({u.To})").Distinct().ToList();
        Assert.IsEmpty(faults, $"{faults.Count}:\n{string.Join('\n', faults)}\n");
    }

    [TestMethod]
    public void Training_knows_no_type_of_MLNet()
    {
        using var folders = new SourceFolders(typeof(DeepExtensions).Assembly);
        var faults = typeof(DeepExtensions).Assembly.GetTypes()
            .SelectMany(References.MethodsOf)
            .Where(m => folders.Of(m) == "Training")
            .SelectMany(m => References.Of(m).Select(t => (Method: m, Type: t)))
            .Where(u => u.Type.Assembly.GetName().Name!.StartsWith("Microsoft.ML", StringComparison.Ordinal))
            .Select(u => $"{u.Method.DeclaringType}.{u.Method.Name} uses {u.Type}")
            .Distinct()
            .ToList();
        Assert.IsEmpty(faults, string.Join('\n', faults));
    }

    [TestMethod]
    public void The_rules_name_folders_that_exist()
    {
        var folders = Uses().SelectMany(u => new[] { Top(u.From), Top(u.To) }).ToHashSet();
        Assert.IsEmpty(Forbidden.Keys.Except(folders));
        Assert.IsTrue(Uses().Any(u => u is { From: "Tasks", To: "Training" }), "the reader of assemblies sees nothing");
        Assert.IsEmpty(folders.Except([.. Forbidden.Keys, .. Families, "", "Options"]), "a folder without a rule");
    }

    /// <summary>The families that know kinds of input. Beside them, and the catalogs, nobody does; kinds do not see each other.</summary>
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["Tabular"] = ["Inputs/Tables", "Inputs/Vectors"],
        ["Text"] = ["Inputs/Text", "Inputs/Combined"],
        ["Sound"] = ["Inputs/Sounds"],
        ["Vision"] = ["Inputs/Images"],
        ["Fusion"] = ["Inputs/Combined"],
        ["Graphs"] = ["Inputs/Graphs"],
        ["GraphTasks"] = ["Inputs/Graphs"],
        ["Tagging"] = ["Inputs/Text"],
        ["Embedders"] = ["Inputs/Images", "Inputs/Text"],
        ["Generative"] = ["Inputs/Conditioned", "Inputs/Images", "Inputs/Text"],
        ["Generation"] = ["Inputs/Conditioned", "Inputs/Images", "Inputs/Text", "Inputs/Vectors"],
        ["Sequences"] = ["Inputs/Sequences"],
        ["Series"] = ["Inputs/Series"],
        ["Forecasting"] = ["Inputs/Series"],
        ["Inputs/Vectors"] = ["Inputs/Tables"],
        ["Representations"] = ["Inputs/Views"],
    };

    private static bool IsForbidden(string from, string to)
    {
        var family = Top(from);
        if (to.StartsWith("Inputs/", StringComparison.Ordinal) && IsOtherKind(from, Kind(to))) return true;
        return Families.Contains(family)
            ? new[] { "", "Training", "Tasks", "Scoring", "Persistence" }.Contains(Top(to)) || IsOtherArchitecture(from, to)
            : Forbidden.GetValueOrDefault(family, []).Contains(Top(to));
    }

    // Architectures do not see each other: what two of them need belongs to the blocks of their family, or to Layers.
    private static bool IsOtherArchitecture(string from, string to) => Families.Contains(Top(to)) && to != from && to != $"{Top(from)}/Blocks";

    private static bool IsOtherKind(string from, string kind) => from != "" && Kind(from) != kind && !Kinds.GetValueOrDefault(Kind(from), []).Contains(kind) && !Kinds.GetValueOrDefault(Top(from), []).Contains(kind);

    // The first two folders.
    private static string Kind(string folder) => string.Join('/', folder.Split('/').Take(2));

    private static string Top(string folder) => folder.Split('/')[0];

    private static List<(string From, string Where, string To, Type Used)> Uses()
    {
        var assembly = typeof(DeepExtensions).Assembly;
        using var folders = new SourceFolders(assembly);
        var uses = new List<(string, string, string, Type)>();
        void Add(string? source, string name, IEnumerable<Type> used) => uses.AddRange(
            from t in used
            where source != null && t.Assembly == assembly
            let to = folders.Of(t)
            where to != null && to != source
            select (source, name, to, t));
        foreach (var type in assembly.GetTypes())
        {
            Add(folders.Of(type), type.ToString(), References.Of(type));
            foreach (var method in References.MethodsOf(type))
            {
                Add(folders.Of(method), $"{type}.{method.Name}", References.Of(method));
            }
        }

        return uses;
    }
}
