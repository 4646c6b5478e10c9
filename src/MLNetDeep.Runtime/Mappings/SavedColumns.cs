namespace MLNetDeep.Runtime;

/// <summary>
/// The columns that a saved model uses on its way from the features to the prediction. They are dropped at its end; their
/// names start alike, so that no column of the data is hidden by them.
/// </summary>
public static class SavedColumns
{
    /// <summary>What all names start with.</summary>
    public const string Prefix = "MLNetDeep.";

    /// <summary>The predicted label as ONNX gives it: a vector of one.</summary>
    public const string LabelVector = Prefix + "LabelVector";

    /// <summary>The predicted label.</summary>
    public const string Label = Prefix + "Label";

    /// <summary>Scores as ONNX gives them.</summary>
    public const string ScoreVector = Prefix + "ScoreVector";

    /// <summary>The probability of true as ONNX gives it: a vector of one.</summary>
    public const string ProbabilityVector = Prefix + "ProbabilityVector";

    /// <summary>The image column under a fixed name.</summary>
    public const string ImageSource = Prefix + "ImageSource";

    /// <summary>A number that the settings' graph is given, because a graph must be given something.</summary>
    public const string ImageStart = Prefix + "ImageStart";

    /// <summary>Channels, height and width of the images that the network takes, and how they are read; then the image column's name.</summary>
    public const string ImageSettings = Prefix + "ImageSettings";

    /// <summary>The image in the network's size.</summary>
    public const string Image = Prefix + "Image";

    /// <summary>The image as a vector of numbers, for trainers that know no images.</summary>
    public const string ImageVector = Prefix + "ImageVector";

    /// <summary>The image in the network's size, and of a type that says so.</summary>
    public const string SizedImage = Prefix + "SizedImage";

    /// <summary>The column of sounds under a fixed name.</summary>
    public const string SoundSource = Prefix + "SoundSource";

    /// <summary>A number that the graph of the log-mel settings is given, because a graph must be given something.</summary>
    public const string SoundStart = Prefix + "SoundStart";

    /// <summary>How sounds become log-mel frames; then the name of their column.</summary>
    public const string SoundSettings = Prefix + "SoundSettings";

    /// <summary>A column of a table under a fixed name, for a mapping.</summary>
    public const string TableSource = Prefix + "TableSource";

    /// <summary>What a mapping made of a column of a table.</summary>
    public const string TableNumbers = Prefix + "TableNumbers";

    /// <summary>What the names of columns of a table begin with, as numbers; their positions follow.</summary>
    public const string TablePart = Prefix + "Table";

    /// <summary>The text column under a fixed name.</summary>
    public const string TextSource = Prefix + "TextSource";

    /// <summary>A number that the graph of the tokenizer's key is given, because a graph must be given something.</summary>
    public const string TextStart = Prefix + "TextStart";

    /// <summary>The key of the tokenizer's settings.</summary>
    public const string TextKey = Prefix + "TextKey";

    /// <summary>Whether the tokenizer's settings are wanted.</summary>
    public const string TextWanted = Prefix + "TextWanted";

    /// <summary>The tokens of a text, as texts.</summary>
    public const string TextParts = Prefix + "TextParts";

    /// <summary>The tokenizer's settings; empty where they are not wanted.</summary>
    public const string TextSettings = Prefix + "TextSettings";

    /// <summary>Of each word the place of its first token.</summary>
    public const string WordStarts = Prefix + "WordStarts";

    /// <summary>The tags of words as ONNX gives them.</summary>
    public const string TagVector = Prefix + "TagVector";

    /// <summary>A number that the graph of a graph's settings is given, because a graph must be given something.</summary>
    public const string GraphStart = Prefix + "GraphStart";

    /// <summary>How a graph's columns are taken.</summary>
    public const string GraphSettings = Prefix + "GraphSettings";

    /// <summary>The tags of a graph's nodes, by their numbers.</summary>
    public const string GraphTags = Prefix + "GraphTags";

    /// <summary>The numbers of a graph's nodes.</summary>
    public const string GraphNumbers = Prefix + "GraphNumbers";

    /// <summary>The nodes that a graph's edges go from.</summary>
    public const string GraphSources = Prefix + "GraphSources";

    /// <summary>The nodes that a graph's edges go to.</summary>
    public const string GraphTargets = Prefix + "GraphTargets";

    /// <summary>The tags of a graph's edges, by their numbers.</summary>
    public const string GraphEdgeTags = Prefix + "GraphEdgeTags";

    /// <summary>The numbers of a graph's edges.</summary>
    public const string GraphEdgeNumbers = Prefix + "GraphEdgeNumbers";

    /// <summary>The nodes, as the network takes them.</summary>
    public const string GraphNodePort = Prefix + "GraphNodePort";

    /// <summary>The nodes that edges go from, as the network takes them.</summary>
    public const string GraphSourcePort = Prefix + "GraphSourcePort";

    /// <summary>The nodes that edges go to, as the network takes them.</summary>
    public const string GraphTargetPort = Prefix + "GraphTargetPort";

    /// <summary>The numbers of nodes, as the network takes them.</summary>
    public const string GraphNumberPort = Prefix + "GraphNumberPort";

    /// <summary>The tags of edges, as the network takes them.</summary>
    public const string GraphEdgeTagPort = Prefix + "GraphEdgeTagPort";

    /// <summary>The numbers of edges, as the network takes them.</summary>
    public const string GraphEdgeNumberPort = Prefix + "GraphEdgeNumberPort";

    /// <summary>A graph as a row of counts, sums and means, for trainers that know no graphs.</summary>
    public const string GraphCounts = Prefix + "GraphCounts";

    /// <summary>The column of sequences under a fixed name.</summary>
    public const string SequenceSource = Prefix + "SequenceSource";

    /// <summary>A number that the graph of a sequence's settings is given, because a graph must be given something.</summary>
    public const string SequenceStart = Prefix + "SequenceStart";

    /// <summary>Channels of a step and the most steps; then the column's name.</summary>
    public const string SequenceSettings = Prefix + "SequenceSettings";

    /// <summary>The probabilities of these tags as ONNX gives them.</summary>
    public const string TagProbabilities = Prefix + "TagProbabilities";

    /// <summary>A row's condition: a number for each that there is, 1 for that of the row and 0 for the others.</summary>
    public const string Condition = Prefix + "Condition";

    /// <summary>A number for a row that a generative model makes.</summary>
    public const string Number = Prefix + "Number";

    /// <summary>What a sampler starts from: a latent vector, or noise.</summary>
    public const string SampleState = Prefix + "SampleState";

    /// <summary>How much noise is in what a sampler is given, from 0 to 1.</summary>
    public const string SampleNoise = Prefix + "SampleNoise";

    /// <summary>The number of the condition of what is sampled, from 0.</summary>
    public const string SampleClass = Prefix + "SampleClass";

    /// <summary>What the network of a sampler gives.</summary>
    public const string SampleOutput = Prefix + "SampleOutput";
    /// <summary>The log-probability of a text as ONNX gives it: a vector of one.</summary>
    public const string LogProbabilityVector = Prefix + "LogProbabilityVector";

    /// <summary>How many tokens of a text were told, as ONNX gives it: a vector of one.</summary>
    public const string TokenCountVector = Prefix + "TokenCountVector";

    /// <summary>What the network takes.</summary>
    public const string Features = Prefix + "Features";
}
