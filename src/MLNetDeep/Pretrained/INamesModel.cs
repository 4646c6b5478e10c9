namespace MLNetDeep.Pretraining;

/// <summary>Options that name a pretrained model.</summary>
internal interface INamesModel
{
    /// <summary>The key of a package's model, or the path of an ONNX file or of an encoder's folder.</summary>
    string Model { get; set; }
}
