using Microsoft.ML;

namespace MLNetDeep;

/// <summary>Models that make new rows, images and texts like those they were trained on.</summary>
public sealed partial class DeepGenerativeCatalog
{
    private readonly MLContext _context;

    internal DeepGenerativeCatalog(MLContext context) => _context = context;
}
