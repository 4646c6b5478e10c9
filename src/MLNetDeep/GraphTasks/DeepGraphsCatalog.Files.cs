using Microsoft.ML;
using MLNetDeep.GraphTasks;
using MLNetDeep.Persistence;

namespace MLNetDeep;

public sealed partial class DeepGraphsCatalog
{
    /// <summary>
    /// Reads a file with a graph a line, each a JSON object: <c>{"label": "toxic", "nodes": ["C", "O"], "edges": [[0, 1], [1, 0]]}</c>. Empty lines are passed over.
    /// </summary>
    /// <remarks>
    /// Properties of an object:
    /// <list type="bullet">
    /// <item><term>label</term><description>text, a number, true, false, or a list of numbers, as long in every line; a label may be missing.</description></item>
    /// <item><term>nodes</term><description>the tags of the nodes, text or numbers; or the number of nodes alone, or nothing where attributes tell how many there are.</description></item>
    /// <item><term>edges</term><description>pairs of positions of nodes, counted from 0. Edges are directed: an undirected one is written in both directions.</description></item>
    /// <item><term>edge_tags</term><description>the tags of the edges, text or numbers.</description></item>
    /// <item><term>attributes, edge_attributes</term><description>a list of numbers for each node or edge, all of one length. Every graph has them or none.</description></item>
    /// <item><term>any other</term><description>text, a number, true, false, or a list of numbers, such as an id.</description></item>
    /// </list>
    /// Columns of the result:
    /// <list type="bullet">
    /// <item><term>Label</term><description>Single where all labels are numbers, a vector of Single where they are lists, otherwise text. A missing one is NaN or empty; without any label there is no column.</description></item>
    /// <item><term>Nodes</term><description>variable-length vector of text: the tag of each node, empty where nodes have none. Numbers are written as text.</description></item>
    /// <item><term>Sources, Targets</term><description>variable-length vectors of Int32: the positions of the nodes that each edge goes from and to.</description></item>
    /// <item><term>NodeFeatures, EdgeFeatures</term><description>
    /// variable-length vectors of Single: the attributes of node (edge) 0, then those of node 1, and so on. Their annotation FeatureCount, an Int32, tells how many numbers a node (edge) has. Only where there are attributes.
    /// </description></item>
    /// <item><term>EdgeTags</term><description>variable-length vector of text: the tag of each edge. Only where there are some.</description></item>
    /// <item><term>any other property</term><description>as Label, under its own name; numbers are Double where some are whole and beyond 2 to the 24. Whole numbers from 2 to the 53 on are read as text.</description></item>
    /// </list>
    /// </remarks>
    /// <param name="path">The file, in UTF-8; packed by gzip where its name ends in .gz.</param>
    /// <returns>A row for each graph, in memory.</returns>
    /// <exception cref="InvalidDataException">Lines cannot be read; the message names the first ten, with what is wrong.</exception>
    public IDataView LoadJsonLines(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return JsonGraphReader.Read(path);
    }

    /// <summary>
    /// Reads a data set in the text format of the TU Dortmund collection: NAME_A.txt, NAME_graph_indicator.txt, NAME_graph_labels.txt or NAME_graph_attributes.txt, and where they are there
    /// NAME_node_labels.txt, NAME_node_attributes.txt, NAME_edge_labels.txt and NAME_edge_attributes.txt.
    /// </summary>
    /// <remarks>
    /// The columns are those of <see cref="LoadJsonLines"/>. Label holds the labels of the graphs, or their attributes where the data set has no labels: Single where each has one number, a vector of Single where it has several.
    /// With both, the attributes are the column GraphAttributes. Nodes and EdgeTags hold the labels of nodes and edges as text; several labels of one node are joined by commas.
    /// </remarks>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="name">The name of the data set, with which its files begin. Default that of the only one in the folder.</param>
    /// <returns>A row for each graph, in memory.</returns>
    /// <exception cref="InvalidDataException">Lines cannot be read; the message names the first ten, with what is wrong.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public IDataView LoadTU(string folder, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return TuGraphReader.Read(folder, name ?? TuFiles.FindName(folder));
    }

    /// <summary>
    /// Writes graphs as <see cref="LoadJsonLines"/> reads them, a line for each row. The file is there whole or not at all.
    /// </summary>
    /// <param name="data">
    /// Rows with the columns Nodes, Sources and Targets, and any of Label, NodeFeatures, EdgeFeatures and EdgeTags, typed as <see cref="LoadJsonLines"/> gives them. Other columns of text, numbers,
    /// Boolean and vectors of Single of fixed length become properties of their own names.
    /// </param>
    /// <param name="path">The file; packed by gzip where its name ends in .gz.</param>
    /// <exception cref="ArgumentException">Columns are missing or cannot be written; the message names all of them.</exception>
    /// <exception cref="InvalidOperationException">A row is no graph; the message says why.</exception>
    public void SaveJsonLines(IDataView data, string path)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var columns = GraphColumns.Check(data.Schema);
        AtomicFile.Write(path, temporary => JsonGraphWriter.Write(data, columns, temporary, GraphLines.IsPacked(path)), "file of graphs");
    }
}
