using System.IO.Compression;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saving, loading and using of models.</summary>
public sealed class ModelOperationsCatalog : IInternalCatalog
{
    private const string LegacyFolder = "DataLoaderModel";
    private const string ChainFolder = "TransformerChain";
    private const string LoaderFolder = "DataLoader";
    private const string SchemaEntry = "Schema";
    private const string VersionEntry = "TrainingInfo/Version.txt";

    private readonly IHostEnvironment _env;

    internal ModelOperationsCatalog(IHostEnvironment env)
    {
        Contracts.CheckValue(env, nameof(env));
        _env = env;
    }

    IHostEnvironment IInternalCatalog.Environment => _env;

    /// <summary>Saves a model, and the loader that makes its input.</summary>
    public void Save<TSource>(ITransformer model, IDataLoader<TSource> loader, Stream stream)
    {
        _env.CheckValue(loader, nameof(loader));
        _env.CheckValue(stream, nameof(stream));
        Save(stream, model, archive => SavePart(archive, LoaderFolder, loader));
    }

    public void Save<TSource>(ITransformer model, IDataLoader<TSource> loader, string filePath)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.Create(filePath);
        Save(model, loader, stream);
    }

    /// <summary>Saves a model, and the schema of its input where there is one.</summary>
    public void Save(ITransformer model, DataViewSchema? inputSchema, Stream stream)
    {
        _env.CheckValue(stream, nameof(stream));
        Save(stream, model, archive =>
        {
            if (inputSchema == null)
                return;
            using Stream entry = archive.CreateEntry(SchemaEntry).Open();
            BinaryFormat.WriteSchema(entry, inputSchema, keepHidden: false);
        });
    }

    public void Save(ITransformer model, DataViewSchema? inputSchema, string filePath)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    /// <summary>Loads a model; the schema is null where it was saved without one.</summary>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        _env.CheckValue(stream, nameof(stream));
        using ZipArchive archive = Open(stream);
        CheckIsModel(archive);
        inputSchema = ReadInputSchema(archive)!;
        _env.CheckDecode(ModelLoadContext.Contains(archive, ChainFolder));
        return ModelLoadContext.LoadModel<ITransformer>(_env, archive, ChainFolder);
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    /// <summary>Loads a model that was saved with its loader.</summary>
    public ITransformer LoadWithDataLoader(Stream stream, out IDataLoader<IMultiStreamSource> loader)
    {
        _env.CheckValue(stream, nameof(stream));
        using ZipArchive archive = Open(stream);
        CheckIsModel(archive);
        if (!ModelLoadContext.Contains(archive, LoaderFolder))
        {
            throw _env.Except(
                _env.ExceptDecode("Corrupt model file"),
                "Model does not contain an IDataLoader. Perhaps this was saved with an DataViewSchema, or even no "
                    + "information on its input at all. Consider using the Load method instead.");
        }

        loader = ModelLoadContext.LoadModel<IDataLoader<IMultiStreamSource>>(_env, archive, LoaderFolder);
        return ModelLoadContext.LoadModel<ITransformer>(_env, archive, ChainFolder);
    }

    public ITransformer LoadWithDataLoader(string filePath, out IDataLoader<IMultiStreamSource> loader)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.OpenRead(filePath);
        return LoadWithDataLoader(stream, out loader);
    }

    /// <summary>An engine that makes predictions for one object at a time.</summary>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer,
        bool ignoreMissingColumns = true,
        SchemaDefinition? inputSchemaDefinition = null,
        SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new()
        => CreatePredictionEngine<TSrc, TDst>(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = ignoreMissingColumns,
            InputSchemaDefinition = inputSchemaDefinition!,
            OutputSchemaDefinition = outputSchemaDefinition!,
        });

    /// <summary>The same, with the types of the input columns from a schema.</summary>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
    {
        _env.CheckValue(inputSchema, nameof(inputSchema));
        return CreatePredictionEngine<TSrc, TDst>(
            transformer, inputSchemaDefinition: TypedSchema.DefinitionOf(typeof(TSrc), inputSchema));
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
    {
        _env.CheckValue(options, nameof(options));
        return new PredictionEngine<TSrc, TDst>(_env, transformer, options);
    }

    private static void Save(Stream stream, ITransformer model, Action<ZipArchive> saveInput)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (var version = new StreamWriter(archive.CreateEntry(VersionEntry).Open()))
            version.WriteLine("5.0.0.0");
        saveInput(archive);
        SavePart(archive, ChainFolder, model);
    }

    private static void SavePart(ZipArchive archive, string folder, ICanSaveModel? part)
    {
        using var root = new ModelSaveContext(archive, "");
        root.SaveModel(part, folder);
    }

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException e)
        {
            throw Contracts.ExceptDecode(null, e, "Failed to open a zip archive");
        }
    }

    private void CheckIsModel(ZipArchive archive)
    {
        if (archive.GetEntry(VersionEntry) != null || ModelLoadContext.Contains(archive, ChainFolder))
            return;
        throw _env.Except(
            _env.Except($"Repository doesn't contain entry {LegacyFolder}/{ModelSaveContext.KeyEntry}"),
            "Could not load legacy format model");
    }

    private DataViewSchema? ReadInputSchema(ZipArchive archive)
    {
        if (ModelLoadContext.Contains(archive, LoaderFolder))
            return ModelLoadContext.LoadModel<IDataLoader<IMultiStreamSource>>(_env, archive, LoaderFolder).GetOutputSchema();
        if (archive.GetEntry(SchemaEntry) is not { } entry)
            return null;
        using Stream stream = entry.Open();
        return BinaryFormat.ReadSchema(stream);
    }
}
