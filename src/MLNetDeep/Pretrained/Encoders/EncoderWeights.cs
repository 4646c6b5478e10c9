using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Pretraining;

/// <summary>The tensors of a folder of safetensors, under the names that the published network has for them.</summary>
internal sealed class EncoderWeights : IDisposable
{
    private const string One = "model.safetensors", Index = "model.safetensors.index.json";
    private readonly Dictionary<string, Tensor> _tensors;
    private readonly string _folder, _prefix;
    private readonly List<string> _faults = [];

    private EncoderWeights(string folder, Dictionary<string, Tensor> tensors, string prefix) => (_folder, _tensors, _prefix) = (folder, tensors, prefix);

    /// <summary>What of <see cref="Take"/> was not there, or of another shape.</summary>
    /// <exception cref="InvalidDataException">There was such.</exception>
    public void ThrowFaults()
    {
        if (_faults.Count == 0) return;
        var more = _faults.Count > 8 ? $" and {_faults.Count - 8} more" : "";
        throw new InvalidDataException($"the weights in '{_folder}' are not those of its config.json: {string.Join("; ", _faults.Take(8))}{more}");
    }

    /// <summary>Whether a folder has such weights.</summary>
    public static bool AreIn(string folder) => File.Exists(Path.Combine(folder, One)) || File.Exists(Path.Combine(folder, Index));

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="prefixes">What may stand before all names, as in files with a last layer of their own.</param>
    /// <param name="sign">A name by which it is known what stands before.</param>
    public static EncoderWeights Read(string folder, IEnumerable<string> prefixes, string sign)
    {
        Dictionary<string, Tensor> tensors = [];
        foreach (var file in Files(folder))
        {
            if (!File.Exists(file)) throw new InvalidDataException($"there is no file '{file}', which {Index} names");
            using var stream = File.OpenRead(file);
            foreach (var (name, tensor) in Safetensors.Read(stream)) tensors[Newer(name)] = tensor;
        }
        var prefix = prefixes.Append("").FirstOrDefault(before => tensors.ContainsKey(before + sign)) ?? "";
        return new EncoderWeights(folder, tensors, prefix);
    }

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => _tensors.ContainsKey(_prefix + name);

    /// <summary>A tensor in single precision.</summary>
    /// <param name="name">Its name without what stands before.</param>
    /// <param name="shape">The shape that it must have.</param>
    public OnnxTensor Take(string name, params long[] shape) => Found(name, shape) is { } tensor ? Single(tensor, false) : OnnxTensor.Of([0f], 1);

    /// <summary>A matrix, turned: as a product from the right wants it.</summary>
    /// <param name="name">Its name without what stands before.</param>
    /// <param name="to">Its rows: how wide the result is.</param>
    /// <param name="from">Its columns.</param>
    public OnnxTensor Turned(string name, long to, long from) => Found(name, [to, from]) is { } tensor ? Single(tensor, true) : OnnxTensor.Of([0f], 1);

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values) tensor.Dispose();
    }

    private static OnnxTensor Single(Tensor tensor, bool turn)
    {
        using var scope = NewDisposeScope();
        return TensorValues.ToOnnx(turn ? tensor.t().contiguous() : tensor);
    }

    private Tensor? Found(string name, long[] shape)
    {
        if (!_tensors.TryGetValue(_prefix + name, out var tensor)) _faults.Add($"there is no '{name}'");
        else if (!tensor.shape.SequenceEqual(shape)) _faults.Add($"'{name}' is [{string.Join(", ", tensor.shape)}], but must be [{string.Join(", ", shape)}]");
        else return tensor;
        return null;
    }

    private static IEnumerable<string> Files(string folder)
    {
        if (File.Exists(Path.Combine(folder, One))) return [Path.Combine(folder, One)];
        var index = Path.Combine(folder, Index);
        try
        {
            var map = JsonNode.Parse(File.ReadAllText(index))?["weight_map"] as JsonObject ?? throw new InvalidDataException($"'{index}' has no weight_map");
            // A name with a folder in it would lead elsewhere.
            return [.. map.Select(pair => Path.Combine(folder, Path.GetFileName(pair.Value!.GetValue<string>()))).Distinct()];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{index}' cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    // Norms of the first published BERTs have other names.
    private static string Newer(string name) => name.EndsWith("LayerNorm.gamma", StringComparison.Ordinal) ? $"{name[..^"gamma".Length]}weight"
        : name.EndsWith("LayerNorm.beta", StringComparison.Ordinal) ? $"{name[..^"beta".Length]}bias" : name;
}
