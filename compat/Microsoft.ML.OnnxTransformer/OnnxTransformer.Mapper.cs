using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

public sealed partial class OnnxTransformer
{
    /// <summary>The model on an input of one schema.</summary>
    private sealed class Mapper : IRowMapper
    {
        private readonly OnnxTransformer _parent;
        private readonly int[] _columns;
        private readonly DataViewSchema.DetachedColumn[] _outputs;

        public Mapper(OnnxTransformer parent, DataViewSchema schema)
        {
            _parent = parent;
            _columns = [.. parent.Inputs.Select(input => ColumnFor(input, schema))];
            _outputs = [.. parent.Outputs.Select(Describe)];
        }

        private IHost Host => _parent.Host;

        public DataViewSchema.DetachedColumn[] GetOutputColumns() => _outputs;

        public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        {
            bool any = Enumerable.Range(0, _outputs.Length).Any(activeOutput);
            return column => any && _columns.Contains(column);
        }

        public Delegate CreateGetter(DataViewRow input, int outputIndex, Func<int, bool> activeOutput, out Action? disposer) =>
            CreateGetters(input, output => output == outputIndex, out disposer)[outputIndex]!;

        public Delegate?[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
        {
            var getters = new Delegate?[_outputs.Length];
            disposer = null;
            int[] active = [.. Enumerable.Range(0, _outputs.Length).Where(activeOutput)];
            if (active.Length == 0)
                return getters;
            var scorer = new OnnxRowScorer(_parent.Model, input, _parent.Inputs, _columns, [.. active.Select(i => _parent.Outputs[i])]);
            for (int i = 0; i < active.Length; i++)
                getters[active[i]] = scorer.Getter(i);
            disposer = scorer.Dispose;
            return getters;
        }

        private int ColumnFor(OnnxVariable input, DataViewSchema schema)
        {
            if (schema.GetColumnOrNull(input.Name) is not { } column)
                throw Host.ExceptSchemaMismatch(nameof(schema), "input", input.Name);
            if (column.Type is VectorDataViewType { IsKnownSize: false })
                throw Host.Except("Variable length input columns not supported");
            DataViewType item = column.Type.GetItemType(), wanted = input.Type.GetItemType();
            if (!item.Equals(wanted) && !(item is KeyDataViewType && item.RawType == wanted.RawType))
            {
                throw Host.ExceptSchemaMismatch(
                    nameof(schema), "input", input.Name, wanted.ToString()!, column.Type.ToString()!);
            }
            int length = column.Type.GetValueCount();
            if (length % input.Count != 0)
            {
                throw Contracts.Except($"Input shape mismatch: Input '{input.Name}' has shape " +
                    $"{string.Join(",", input.Shape)}, but input data is of length {length}.");
            }
            return column.Index;
        }

        private DataViewSchema.DetachedColumn Describe(OnnxVariable output)
        {
            string column = ColumnOf(output);
            var annotations = new DataViewSchema.Annotations.Builder();
            if (OnnxNodeReader.FindStrings(_parent.Model.Bytes, $"mlnet.{column}.SlotNames", "keys_strings") is { } names)
                annotations.AddSlotNames(names);
            return new DataViewSchema.DetachedColumn(column, output.Type, annotations.ToAnnotations());
        }
    }
}
