using System.Reflection;
using Microsoft.ML;

namespace MLNetDeep.Tests.Support;

/// <summary>The promised schema of rows, which ML.NET makes for itself alone.</summary>
internal static class SchemaShapes
{
    public static SchemaShape Of(IDataView view) =>
        (SchemaShape)typeof(SchemaShape).GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.Invoke(null, [view.Schema])!;
}
