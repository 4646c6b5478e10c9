using System.Text;
using Google.Protobuf;
using MLNetDeep.Onnx.Graph;
using static MLNetDeep.Onnx.Reading.ProtoFields;

namespace MLNetDeep.Onnx.Reading;

/// <summary>
/// Reads ONNX files. The numbers of fields are those of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto); what is not needed here is
/// skipped.
/// </summary>
internal sealed class OnnxReader
{
    private readonly OnnxTensorReader _tensors;

    private OnnxReader(string path) => _tensors = new OnnxTensorReader(path);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is none, or a file with tensors that belongs to it is missing.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX model, or is cut off.</exception>
    public static OnnxModel Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        return Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads what a file has.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="path">Its place, for messages and for tensors in files beside it.</param>
    public static OnnxModel Read(byte[] bytes, string path)
    {
        try
        {
            var model = new OnnxReader(path).ReadModel(new CodedInputStream(bytes));
            return model ?? throw new InvalidDataException("it has no graph");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"'{path}' is no ONNX model, or is cut off: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}' is no ONNX model that can be read: {e.Message}.", e);
        }
    }

    private OnnxModel? ReadModel(CodedInputStream stream)
    {
        var opset = 0L;
        OnnxModel? graph = null;
        Each(stream, field =>
        {
            switch (field)
            {
                case 7: graph = Message(stream, ReadGraph); break;
                case 8:
                    var (domain, version) = Message(stream, ReadOpset);
                    if (domain is "" or "ai.onnx") opset = version;
                    break;
                default: return false;
            }
            return true;
        });
        if (graph is not null && opset < 1) throw new InvalidDataException("it does not say which version of the operators (opset) it has");
        return graph is null ? null : graph with { Opset = opset };
    }

    private static (string Domain, long Version) ReadOpset(CodedInputStream stream)
    {
        var (domain, version) = ("", 0L);
        Each(stream, field =>
        {
            switch (field)
            {
                case 1: domain = stream.ReadString(); break;
                case 2: version = stream.ReadInt64(); break;
                default: return false;
            }
            return true;
        });
        return (domain, version);
    }

    private OnnxModel ReadGraph(CodedInputStream stream)
    {
        List<OnnxNode> nodes = [];
        Dictionary<string, OnnxTensor> tensors = [];
        List<GraphPort> inputs = [], outputs = [];
        Each(stream, field =>
        {
            switch (field)
            {
                case 1: nodes.Add(Message(stream, ReadNode)); break;
                case 5:
                    var (name, tensor) = Message(stream, _tensors.ReadTensor);
                    tensors[name] = tensor;
                    break;
                case 11: inputs.Add(Message(stream, ReadPort)); break;
                case 12: outputs.Add(Message(stream, ReadPort)); break;
                case 15: throw new InvalidDataException("it has sparse tensors, which are not read");
                default: return false;
            }
            return true;
        });
        return new OnnxModel(0, nodes, tensors, [.. inputs.Where(input => !tensors.ContainsKey(input.Name))], outputs);
    }

    private OnnxNode ReadNode(CodedInputStream stream)
    {
        List<string> inputs = [], outputs = [];
        var (name, op, domain) = ("", "", "");
        Dictionary<string, object> attributes = [];
        Each(stream, field =>
        {
            switch (field)
            {
                case 1: inputs.Add(stream.ReadString()); break;
                case 2: outputs.Add(stream.ReadString()); break;
                case 3: name = stream.ReadString(); break;
                case 4: op = stream.ReadString(); break;
                case 5:
                    var (attribute, value) = Message(stream, ReadAttribute);
                    if (value is not null) attributes[attribute] = value;
                    break;
                case 7: domain = stream.ReadString(); break;
                default: return false;
            }
            return true;
        });
        return new OnnxNode(op, domain == "ai.onnx" ? "" : domain, name, inputs, outputs, attributes);
    }

    private (string Name, object? Value) ReadAttribute(CodedInputStream stream)
    {
        var (name, kind) = ("", 0L);
        object? single = null;
        List<float> reals = [];
        List<long> integers = [];
        List<string> texts = [];
        Each(stream, (field, isPacked) =>
        {
            switch (field)
            {
                case 1: name = stream.ReadString(); break;
                case 2: single = stream.ReadFloat(); break;
                case 3: single = stream.ReadInt64(); break;
                case 4: single = Encoding.UTF8.GetString(stream.ReadBytes().Span); break;
                case 5: single = Message(stream, _tensors.ReadTensor).Tensor; break;
                case 6 or 11: throw new InvalidDataException($"the attribute '{name}' is a graph (as that of If, Loop and Scan), which is not offered");
                case 7: Repeated(stream, isPacked, reals, inner => inner.ReadFloat()); break;
                case 8: Repeated(stream, isPacked, integers, inner => inner.ReadInt64()); break;
                case 9: texts.Add(stream.ReadString()); break;
                case 20: kind = stream.ReadInt64(); break;
                default: return false;
            }
            return true;
        });
        // A number that is 0 may be left out of the file; the kind says what it is then.
        return (name, kind switch
        {
            1 => single ?? 0f,
            2 => single ?? 0L,
            3 => single ?? "",
            6 => reals.ToArray(),
            7 => integers.ToArray(),
            8 => texts.ToArray(),
            _ => single ?? (reals.Count > 0 ? reals.ToArray() : integers.Count > 0 ? integers.ToArray() : texts.Count > 0 ? texts.ToArray() : null),
        });
    }

    private static GraphPort ReadPort(CodedInputStream stream)
    {
        var (name, element) = ("", 0L);
        List<long>? shape = null;
        void Dimension(CodedInputStream inner) => Each(inner, field =>
        {
            if (field != 1) return false;
            shape![^1] = inner.ReadInt64();
            return true;
        });
        void Shape(CodedInputStream inner) => Each(inner, field =>
        {
            if (field != 1) return false;
            shape!.Add(-1);
            Message(inner, Dimension);
            return true;
        });
        void TensorType(CodedInputStream inner) => Each(inner, field =>
        {
            switch (field)
            {
                case 1: element = inner.ReadInt64(); break;
                case 2:
                    shape = [];
                    Message(inner, Shape);
                    break;
                default: return false;
            }
            return true;
        });
        void Type(CodedInputStream inner) => Each(inner, field =>
        {
            if (field != 1) return false;
            Message(inner, TensorType);
            return true;
        });
        Each(stream, field =>
        {
            switch (field)
            {
                case 1: name = stream.ReadString(); break;
                case 2: Message(stream, Type); break;
                default: return false;
            }
            return true;
        });
        return new GraphPort(name, (OnnxElement)element, shape);
    }
}
