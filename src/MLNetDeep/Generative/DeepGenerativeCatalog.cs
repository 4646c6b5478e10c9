using Microsoft.ML;

namespace MLNetDeep;

/// <summary>Networks that make new rows like those they were trained on.</summary>
public sealed partial class DeepGenerativeCatalog
{
    private readonly MLContext _context;

    internal DeepGenerativeCatalog(MLContext context) => _context = context;
}
