using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Scores rows with an ONNX model, one at a time.</summary>
public sealed partial class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    private const string ModelEntry = "OnnxModel";
    private readonly OnnxOptions _options;

    internal OnnxTransformer(IHostEnvironment env, OnnxOptions options, byte[]? modelBytes)
        : base(env.Register(nameof(OnnxTransformer)))
    {
        Host.CheckValue(options, nameof(options));
        foreach (string column in options.InputColumns)
            Host.CheckNonWhiteSpace(column, nameof(options.InputColumns));
        foreach (string column in options.OutputColumns)
            Host.CheckNonWhiteSpace(column, nameof(options.OutputColumns));
        _options = options;
        Model = LoadModel(options, modelBytes);
        Inputs = [.. Names(options.InputColumns, Model.Inputs).Select(Model.GetInput)];
        Outputs = [.. Names(options.OutputColumns, Model.Outputs).Select(Model.GetOutput)];
    }

    internal OnnxModel Model { get; }

    internal OnnxVariable[] Inputs { get; }

    internal OnnxVariable[] Outputs { get; }

    public void Dispose() => Model.Dispose();

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    /// <summary>The model's outputs are columns of the same name, but for an ending that ML.NET's own exporter adds.</summary>
    internal static string ColumnOf(OnnxVariable output) => output.Name.EndsWith(".output", StringComparison.Ordinal)
        ? output.Name.Replace(".output", "", StringComparison.Ordinal)
        : output.Name;

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(OnnxTransformer));
        ctx.SaveBytes(ModelEntry, Model.Bytes);
        WriteNames(ctx.Writer, Inputs);
        WriteNames(ctx.Writer, Outputs);
        var shapes = _options.ShapeDictionary ?? new Dictionary<string, int[]>();
        ctx.Writer.Write(shapes.Count);
        foreach (var (name, shape) in shapes)
        {
            ctx.Writer.Write(name);
            ctx.Writer.Write(shape.Length);
            foreach (int dim in shape)
                ctx.Writer.Write(dim);
        }
        ctx.Writer.Write(_options.RecursionLimit);
    }

    private static OnnxTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var options = new OnnxOptions { InputColumns = ReadNames(ctx.Reader), OutputColumns = ReadNames(ctx.Reader) };
        int count = ctx.Reader.ReadInt32();
        var shapes = new Dictionary<string, int[]>();
        for (int i = 0; i < count; i++)
        {
            string name = ctx.Reader.ReadString();
            int[] shape = new int[ctx.Reader.ReadInt32()];
            for (int dim = 0; dim < shape.Length; dim++)
                shape[dim] = ctx.Reader.ReadInt32();
            shapes.Add(name, shape);
        }
        options.ShapeDictionary = shapes;
        options.RecursionLimit = ctx.Reader.ReadInt32();
        // As in the original, a loaded model runs where the context says.
        options.FallbackToCpu = true;
        return new OnnxTransformer(env, options, ctx.LoadBytes(ModelEntry));
    }

    private OnnxModel LoadModel(OnnxOptions options, byte[]? modelBytes)
    {
        if (modelBytes is null)
        {
            Host.CheckNonWhiteSpace(options.ModelFile, nameof(options.ModelFile));
            if (!File.Exists(options.ModelFile))
                throw new IOException($"Model file {options.ModelFile} does not exists.");
            modelBytes = File.ReadAllBytes(options.ModelFile);
        }
        try
        {
            return new OnnxModel(modelBytes, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw Host.Except(e, $"Error initializing model :{e}");
        }
    }

    private static IEnumerable<string> Names(string[] chosen, OnnxVariable[] all) =>
        chosen.Length > 0 ? chosen : all.Select(variable => variable.Name);

    private static void WriteNames(BinaryWriter writer, OnnxVariable[] variables)
    {
        writer.Write(variables.Length);
        foreach (var variable in variables)
            writer.Write(variable.Name);
    }

    private static string[] ReadNames(BinaryReader reader)
    {
        string[] names = new string[reader.ReadInt32()];
        for (int i = 0; i < names.Length; i++)
            names[i] = reader.ReadString();
        return names;
    }
}
