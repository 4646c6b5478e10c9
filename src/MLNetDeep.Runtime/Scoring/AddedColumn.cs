using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Runtime;

/// <summary>A column that a network makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Annotations">Its annotations.</param>
/// <param name="MakeGetter">Makes the getter of its values from the current row.</param>
internal sealed record AddedColumn(string Name, DataViewType Type, DataViewSchema.Annotations Annotations, Func<CurrentRow, Delegate> MakeGetter);
