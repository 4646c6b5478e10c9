using MLNetDeep.Onnx.Graph;

namespace MLNetDeep.Pretraining;

/// <summary>Options that name a pretrained model.</summary>
internal interface INamesModel
{
    /// <summary>The key of a package's model, or the path of an ONNX file or of an encoder's folder.</summary>
    string Model { get; set; }

    /// <summary>The tensor that the new last layer stands on; null where nobody says.</summary>
    string? CutAt { get; }

    /// <summary>What the file says, once it is read.</summary>
    PretrainedStart? Start { get; set; }

    /// <summary>The weights of the file, until they are in the network.</summary>
    IReadOnlyDictionary<string, OnnxTensor>? Weights { get; set; }
}
