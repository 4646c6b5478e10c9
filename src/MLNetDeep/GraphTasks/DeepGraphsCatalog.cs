using Microsoft.ML;

namespace MLNetDeep;

/// <summary>Graphs: rows with nodes and edges, such as molecules.</summary>
public sealed partial class DeepGraphsCatalog
{
    private readonly MLContext _context;

    internal DeepGraphsCatalog(MLContext context) => _context = context;
}
